import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from './lib/root.js';
import { rowsOf } from './lib/table.js';

const rows = rowsOf(await readFile(`${ROOT}docs/security.md`, 'utf8'), ['threat', 'defence', 'shown by']);
const SHOWN_BY = /^\[[\w.-]+\]\(\.\.\/([\w./-]+)\): “(.+)”$/;

describe('the threats of docs/security.md', () => {
  it('are many', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)('have a test that is there: %s', async (threat, _, shownBy) => {
    const [, file, title] = SHOWN_BY.exec(shownBy) ?? [];
    expect([threat, file]).toEqual([threat, expect.stringMatching(/\.(?:e2e-)?spec\.ts$|\.contract\.ts$/)]);
    const source = await readFile(ROOT + file!, 'utf8');
    expect(
      source
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => isTitle(line, title!)),
    ).not.toEqual([]);
  });
});

/** Whether the line gives this title to a test: behind `it(`, or alone below it. */
const isTitle = (line: string, title: string): boolean =>
  line.replaceAll('’', "'").startsWith(`it('${title}'`) ||
  line.replace(/^it\.each\(.*\)\(/, '').startsWith(`'${title}',`);
