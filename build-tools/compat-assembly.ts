import { execFileSync } from 'child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const LOCK = 'package-lock.json';
/** What jsii reads. */
const SOURCES = ['src', 'package.json', 'tsconfig.json', 'README.md', 'LICENSE', LOCK];

/**
 * The assembly of one state of the sources, compiled in a folder of its own: the one that lies in the root may be an older one, and has lost what is said
 * three times, stabilities among it, when it was made ready to be packed.
 */
export class Assembly {
  public static ofTag(tag: string): Assembly {
    return new Assembly((folder) => {
      const archive = join(folder, 'tag.tar');
      execFileSync('git', ['archive', '--output', archive, tag], { cwd: ROOT });
      execFileSync('tar', ['-xf', archive, '-C', folder]);
      rmSync(archive);
    });
  }

  /** With what is not committed. */
  public static ofToday(): Assembly {
    return new Assembly((folder) => SOURCES.forEach((name) => cpSync(join(ROOT, name), join(folder, name), { recursive: true })));
  }

  public readonly folder = mkdtempSync(join(tmpdir(), 'scale-out-compat-'));

  private constructor(write: (folder: string) => void) {
    try {
      write(this.folder);
      this.install();
      execFileSync(process.execPath, ['--max-old-space-size=4096', join('node_modules', 'jsii', 'bin', 'jsii'), '--silence-warnings=reserved-word'], {
        cwd: this.folder, stdio: 'inherit',
      });
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A state is compiled against the packages that it names. */
  private install(): void {
    const theirs = join(this.folder, LOCK);
    const same = existsSync(theirs) && readFileSync(theirs, 'utf8') === readFileSync(join(ROOT, LOCK), 'utf8');
    if (same) { return symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'), 'dir'); }
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: this.folder, stdio: 'inherit' });
  }
}
