/**
 * An engine's packages are optional peers, so that a user of one engine installs nothing of the other.
 *
 * @throws one sentence that names what to install
 */
export function requireEngine(entryPoint: string, packages: readonly string[], isInstalled: (name: string) => boolean = canResolve) {
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length > 0) {
    throw new Error(`'${entryPoint}' needs ${new Intl.ListFormat('en').format(missing)}: run npm install ${missing.join(' ')}`);
  }
}

function canResolve(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}
