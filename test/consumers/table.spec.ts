import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { withConsumersTable } from '../../scripts/lib/consumers-table.mjs';
import { ROWS } from './rows.js';
import type { RowResult } from './run-row.js';

const root = new URL('../../', import.meta.url);
const readme = await readFile(new URL('README.md', root), 'utf8');
const results = JSON.parse(await readFile(new URL('test/consumers/results.json', root), 'utf8')) as RowResult[];

/** Tables are equal however their columns are aligned. */
const squeezed = (text: string): string => text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');

describe('the table of consumers', () => {
  it('stands in the README as the latest `npm run consumers` wrote it', () => {
    expect(squeezed(readme)).toBe(squeezed(withConsumersTable(readme, results)));
  });

  it('has every application', () => {
    expect(results.map(({ name, shows }) => ({ name, shows }))).toEqual(
      ROWS.map(({ name, shows }) => ({ name, shows })),
    );
  });

  it('is not written into a README without its markers', () => {
    expect(() => withConsumersTable('# A title', results)).toThrow('lacks <!-- consumers -->');
  });
});
