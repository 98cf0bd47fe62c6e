import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A way to break the package that a release must not get past the consumers. */
export interface Sabotage {
  readonly name: string;
  /** The consumer that must fail. */
  readonly row: string;
  readonly complaint: RegExp;
  /** Breaks the unpacked package. */
  readonly change: (unpacked: string) => Promise<void>;
}

const rewrite =
  (file: string, change: (text: string) => string): Sabotage['change'] =>
  async (unpacked) => {
    const path = join(unpacked, file);
    const before = await readFile(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${file} was not changed: the sabotage is out of date.`);
    await writeFile(path, after);
  };

type Manifest = {
  exports: { '.': { import: { types?: string } } };
  peerDependenciesMeta: Record<string, unknown>;
  typesVersions?: unknown;
};

const manifest = (change: (manifest: Manifest) => void): Sabotage['change'] =>
  rewrite('package.json', (text) => {
    const parsed = JSON.parse(text) as Manifest;
    change(parsed);
    return JSON.stringify(parsed, null, 2);
  });

const coreImports = (name: string): Sabotage['change'] =>
  rewrite('dist/esm/index.js', (text) => `import '${name}';\n${text}`);

/** The file passes names on in one list. */
const withoutService = (text: string): string =>
  text.replace(/(^export \{.*?)\b(?:[\w$]+ as )?EsmsVoiceService, /m, '$1');

export const SABOTAGES: readonly Sabotage[] = [
  {
    name: '`types` is missing in `exports`',
    row: 'nest12-esm',
    complaint: /exports\["\."\]\.import does not begin with types/,
    change: manifest(({ exports }) => delete exports['.'].import.types),
  },
  {
    name: 'a name is missing in the barrel',
    row: 'nest12-esm',
    complaint: /TS2459: Module '"nestjs-esms-voice"' declares 'EsmsVoiceService' locally, but it is not exported/,
    change: rewrite('dist/esm/index.d.ts', (text) => withoutService(text)),
  },
  {
    name: 'a name is missing in the code alone',
    row: 'nest12-no-optional-peers',
    complaint: /does not provide an export named 'EsmsVoiceService'/,
    change: rewrite('dist/esm/index.js', (text) => withoutService(text)),
  },
  {
    name: 'an optional peer is required',
    row: 'nest12-no-optional-peers',
    complaint: /is told that bullmq is missing[^]*Missing expected rejection/,
    change: manifest(({ peerDependenciesMeta }) => delete peerDependenciesMeta['bullmq']),
  },
  {
    name: 'the core imports an optional peer',
    row: 'nest12-no-optional-peers',
    complaint: /Cannot find package 'bullmq'/,
    change: coreImports('bullmq'),
  },
  {
    name: 'a declaration is missing',
    row: 'nest11-commonjs',
    complaint: /exports\["\."\]\.require names .*index\.d\.ts, which is not in the package/,
    change: (unpacked) => rm(join(unpacked, 'dist/cjs/index.d.ts')),
  },
  {
    name: 'typesVersions is missing',
    row: 'nest12-commonjs',
    complaint: /TS2307: Cannot find module 'nestjs-esms-voice\/testing'/,
    change: manifest((it) => delete it.typesVersions),
  },
  {
    name: 'the core imports what only others declare',
    row: 'nest12-pnpm',
    complaint: /Cannot find package 'iterare'/,
    change: coreImports('iterare'),
  },
];
