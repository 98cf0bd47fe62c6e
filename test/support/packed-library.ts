import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pack, unpack } from './pack.js';

/** What of the library's package.json the tests read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin: Record<string, string>;
  readonly exports: Record<string, string | Record<'import' | 'require', { types: string; default: string }>>;
  readonly dependencies: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
  readonly peerDependenciesMeta: Record<string, { optional: boolean }>;
}

/** The library as `npm pack` makes it, unpacked in a folder of its own. */
export class PackedLibrary {
  private constructor(
    private readonly folder: string,
    /** The folder that the tarball unpacks to. */
    readonly root: string,
    readonly tarball: string,
    readonly manifest: Manifest,
  ) {}

  static async make(): Promise<PackedLibrary> {
    const folder = await mkdtemp(join(tmpdir(), 'esms-packed-'));
    const tarball = await pack(folder);
    const root = await unpack(tarball, folder);
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
    return new PackedLibrary(folder, root, tarball, manifest);
  }

  /** The files in it, as paths from its root. */
  async files(): Promise<string[]> {
    const found = await readdir(this.root, { recursive: true, withFileTypes: true });
    return found
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.root, join(entry.parentPath, entry.name)));
  }

  read(file: string): Promise<string> {
    return readFile(join(this.root, file), 'utf8');
  }

  async packedBytes(): Promise<number> {
    return (await stat(this.tarball)).size;
  }

  /** The sub-paths that have code behind them, with the files of either module system. */
  get entries(): { path: string; import: Entry; require: Entry }[] {
    const { exports } = this.manifest;
    return Object.entries(exports).flatMap(([path, target]) =>
      typeof target === 'string' ? [] : [{ path, ...target }],
    );
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

interface Entry {
  readonly types: string;
  readonly default: string;
}
