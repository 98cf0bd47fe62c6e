import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { PackedLibrary } from '../support/packed-library.js';

const INSTALLED = fileURLToPath(new URL('../../node_modules', import.meta.url));
const LIMIT_MS = 60_000;

describe('the types of the packed library', () => {
  let library: PackedLibrary;

  beforeAll(async () => {
    library = await PackedLibrary.make();
    await symlink(INSTALLED, join(library.root, 'node_modules'));
  });
  afterAll(() => library.remove());

  it.each(['import', 'require'] as const)(
    'are whole, by %s, for who checks what is installed (skipLibCheck: false)',
    (system) => {
      const entries = library.entries.map((entry) => join(library.root, entry[system].types));
      const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true, types: ['node'] };
      const program = ts.createProgram(entries, { ...options, noEmit: true, skipLibCheck: false });
      const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${library.root}/dist/`));
      expect(ours.length).toBeGreaterThan(entries.length);
      const problems = ours.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ]);
      expect(ts.formatDiagnostics(problems, HOST)).toBe('');
    },
    LIMIT_MS,
  );
});

const HOST: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => '/',
  getNewLine: () => '\n',
};
