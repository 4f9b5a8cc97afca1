import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { homedir } from 'os';
import { delimiter, join } from 'path';
import { Unavailable } from './deploy-emulator';

const BINARIES = [process.env.TERRAFORM_BINARY_NAME, 'terraform', 'tofu'];
const REGISTRIES = ['registry.terraform.io', 'registry.opentofu.org'];
const ARCHITECTURES: Record<string, string> = { x64: 'amd64', ia32: '386' };
const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}_${ARCHITECTURES[process.arch] ?? process.arch}`;

/** A provider on this machine, in a folder that is laid out as a mirror. */
export interface Provider {
  readonly mirror: string;
  readonly source: string;
  readonly version: string;
}

export interface Installation {
  readonly binary: string;
  readonly provider: Provider;
}

/** What is on this machine already: nothing is downloaded. */
export function installation(wanted: string): Installation {
  const binary = findBinary();
  if (!binary) { throw new Unavailable('neither terraform nor tofu is on the PATH'); }
  const providers = mirrors().flatMap(providersIn);
  if (providers.length === 0) {
    throw new Unavailable(`no mirror holds hashicorp/aws for ${PLATFORM}; TF_PLUGIN_MIRROR names one (looked in ${mirrors().join(', ') || 'none'})`);
  }
  return { binary, provider: nearest(providers, wanted) };
}

export function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}

function findBinary(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return BINARIES.flatMap((name) => name ? folders.map((folder) => join(folder, name)) : []).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function mirrors(): string[] {
  const { TF_PLUGIN_MIRROR, TF_PLUGIN_CACHE_DIR } = process.env;
  const usual = [
    join(homedir(), '.terraform.d', 'plugins'), '/usr/share/terraform/plugins', '/usr/local/share/terraform/plugins', '/opt/tf-plugins',
  ];
  const folders = [TF_PLUGIN_MIRROR, ...configured(), TF_PLUGIN_CACHE_DIR, ...usual];
  return [...new Set(folders.filter((folder): folder is string => folder !== undefined && existsSync(folder)))];
}

/** What the user's own settings name. They are read for this alone: the test runs with settings of its own. */
function configured(): string[] {
  const files = [process.env.TF_CLI_CONFIG_FILE, join(homedir(), '.terraformrc'), join(homedir(), '.tofurc')];
  const settings = files.flatMap((file) => file && existsSync(file) ? [readFileSync(file, 'utf8')] : []).join('\n');
  const named = [/filesystem_mirror\s*{[^}]*?\bpath\s*=\s*"([^"]+)"/g, /^\s*plugin_cache_dir\s*=\s*"([^"]+)"/gm];
  return named.flatMap((pattern) => [...settings.matchAll(pattern)].map(([, path]) => path.replace(/^(~|\$HOME)(?=\/)/, homedir())));
}

function providersIn(mirror: string): Provider[] {
  return REGISTRIES.flatMap((registry) => {
    const source = `${registry}/hashicorp/aws`;
    const entries = existsSync(join(mirror, source)) ? readdirSync(join(mirror, source)) : [];
    const unpacked = entries.filter((entry) => existsSync(join(mirror, source, entry, PLATFORM)));
    const packed = entries.flatMap((entry) => /^terraform-provider-aws_([\d.]+)_(.+)\.zip$/.exec(entry)?.[2] === PLATFORM ? [entry.split('_')[1]] : []);
    return [...unpacked, ...packed].map((version) => ({ mirror, source, version }));
  });
}

/** The version that is wanted; else the newest of the same major; else the newest of all. */
function nearest(providers: Provider[], wanted: string): Provider {
  const rank = ({ version }: Provider) => [version === wanted, majorOf(version) === majorOf(wanted)].map(Number);
  return [...providers].sort((a, b) => rank(b)[0] - rank(a)[0] || rank(b)[1] - rank(a)[1] || byVersion(b.version, a.version))[0];
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
