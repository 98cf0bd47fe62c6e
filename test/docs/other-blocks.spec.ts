import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readPagesWithCode } from './lib/pages.js';

const pages = await readPagesWithCode();
const blocks = pages.flatMap(({ path, blocks: all }) =>
  all.map((block) => ({ at: `${path}:${block.line}`, ...block })),
);
const inLanguage = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));

/** Languages whose blocks are compiled, run, parsed or held to the code by a test of this folder. */
const CHECKED = new Set(['ts', 'sh', 'json', 'yaml', 'mermaid']);
/** Those that no test can check, and how many blocks there are: the programs that read them are not here. */
const UNCHECKED: Readonly<Record<string, number>> = { text: 5, python: 1, php: 1, nginx: 1, caddyfile: 1 };

describe('blocks of the pages', () => {
  it('are in languages that a test knows; of the others, no more than are counted here', () => {
    const others = blocks.filter(({ language }) => !CHECKED.has(language));
    const counts = new Map<string, number>();
    for (const { language } of others) counts.set(language, (counts.get(language) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual(UNCHECKED);
  });

  it('are fenced: an indented one would be checked by nobody', () => {
    const indented = pages.flatMap(({ path, prose }) =>
      prose.flatMap((line, index) => {
        const isCode = line.startsWith('    ') && prose[index - 1] === '' && !/^\s+(?:[-*]|\d+\.) /.test(line);
        return isCode ? [`${path}:${index + 1}`] : [];
      }),
    );
    expect(indented).toEqual([]);
  });

  it.each(inLanguage('json').map(({ at, code }) => [at, code]))('of JSON can be read: %s', (_, code) => {
    expect(() => JSON.parse(code) as unknown).not.toThrow();
  });

  it.each(inLanguage('yaml').map(({ at, code }) => [at, code]))('of YAML can be read: %s', (_, code) => {
    expect(parse(code, { strict: true, uniqueKeys: true })).toBeInstanceOf(Object);
  });

  it('of a proxy lead to the route of the examples', () => {
    for (const { code } of inLanguage('nginx', 'caddyfile')) {
      expect(code).toContain('/webhooks/esms/');
      expect(code).toContain('127.0.0.1:3000');
    }
  });
});
