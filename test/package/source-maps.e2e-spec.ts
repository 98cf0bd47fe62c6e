import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PackedLibrary } from '../support/packed-library.js';
import { runCommand } from '../support/run-command.js';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const LIMIT_MS = 30_000;
const THROW = `
try { otpSentence({ code: '1234', language: 'xx' }); } catch (error) { console.log(error.stack); }
`;

describe('the source maps of the packed library', () => {
  let library: PackedLibrary;

  beforeAll(async () => {
    library = await PackedLibrary.make();
    await symlink(join(REPOSITORY, 'node_modules'), join(library.root, 'node_modules'));
    await writeFile(join(library.root, 'throw.mjs'), `import { otpSentence } from 'nestjs-esms-voice';${THROW}`);
    await writeFile(join(library.root, 'throw.cjs'), `const { otpSentence } = require('nestjs-esms-voice');${THROW}`);
  }, LIMIT_MS);
  afterAll(() => library.remove());

  it.each(['throw.mjs', 'throw.cjs'])('lead a stack trace to the line of the source at the tag: %s', async (script) => {
    const args = ['--enable-source-maps', script];
    const { output } = await runCommand('node', args, { cwd: library.root, timeoutMs: LIMIT_MS });
    const { name, version } = library.manifest;
    const tag = `https://raw.githubusercontent.com/nestjs-esms-voice/nestjs-esms-voice/${name}@${version}/`;
    const [, file, line] = /at otpSentence \((.*?):(\d+):\d+\)/.exec(output) ?? [];
    expect(file).toBe(`${tag}libs/esms-voice/src/calls/otp-sentence.ts`);
    const source = await readFile(join(REPOSITORY, file!.slice(tag.length)), 'utf8');
    expect(source.split('\n')[Number(line) - 1]).toContain("throw new TypeError('language must be vi or en')");
  });

  it('name sources that the repository has, and hold none of them', async () => {
    const maps = (await library.files()).filter((file) => file.endsWith('.map'));
    expect(maps.length).toBeGreaterThan(20);
    for (const file of maps) {
      const { sources, sourcesContent } = JSON.parse(await library.read(file)) as Record<string, string[]>;
      expect(sourcesContent).toBeUndefined();
      await Promise.all(sources!.map((source) => readFile(join(REPOSITORY, 'libs/esms-voice', source))));
    }
  });
});
