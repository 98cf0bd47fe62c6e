import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.js';

const LIBRARY = fileURLToPath(new URL('../../libs/esms-voice/', import.meta.url));
const LIMIT_MS = 120_000;

/** The built library as a tarball in an empty folder of its own. */
export class PackedLibrary {
  private constructor(
    readonly folder: string,
    readonly tarball: string,
  ) {}

  static async pack(): Promise<PackedLibrary> {
    const folder = await mkdtemp(join(tmpdir(), 'esms-packed-'));
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { output } = await runCommand('npm', args, { cwd: LIBRARY, timeoutMs: LIMIT_MS });
    return new PackedLibrary(folder, join(folder, /nestjs-esms-voice-[\d.]+(?:-[\w.]+)?\.tgz/.exec(output)![0]));
  }

  /** Unpacks it, with nothing beside it: no `node_modules` at all. @returns the folder of the package */
  async unpack(): Promise<string> {
    const { code, output } = await runCommand('tar', ['-xzf', this.tarball], { cwd: this.folder, timeoutMs: LIMIT_MS });
    if (code !== 0) throw new Error(`tar ended with ${code}: ${output}`);
    return join(this.folder, 'package');
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
