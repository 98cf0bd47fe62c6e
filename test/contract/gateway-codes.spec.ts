import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { httpStatusOfGatewayCode } from '../../libs/esms-voice/src/errors/http-error.js';

interface Text {
  readonly en: string;
  readonly vi: string;
}

interface CodeRow {
  readonly code: string;
  readonly voice: boolean;
  readonly legacy: boolean;
  readonly meaning: Text;
  readonly advice: Text;
  readonly source: string;
}

interface PublishedRow {
  readonly code: string;
  readonly voice: boolean;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): unknown => JSON.parse(readFileSync(root + file, 'utf8'));

const rows = read('libs/esms-voice/codes/gateway-codes.json') as readonly CodeRow[];
const published = read('test/gateway-samples/gateway-codes.json') as readonly PublishedRow[];

describe('the table of gateway codes', () => {
  it('is what the generated files were made from', () => {
    const check = spawnSync(process.execPath, ['scripts/generate-codes.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });

    expect({ status: check.status, stderr: check.stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('has every published code once, and no other', () => {
    expect(rows.map(({ code }) => code)).toEqual(published.map(({ code }) => code));
  });

  it('tells the codes of voice calls as published, and counts 160 among them', () => {
    const expected = published.filter(({ code, voice }) => voice || code === '160');

    expect(rows.filter(({ voice }) => voice).map(({ code }) => code)).toEqual(expected.map(({ code }) => code));
  });

  it.each(rows)('explains $code in English and Vietnamese', ({ meaning, advice, source }) => {
    for (const { en, vi } of [meaning, advice]) {
      expect(en).toMatch(/^\S.{0,198}\S$/);
      expect(vi).toMatch(/^\S.{0,198}\S$/);
      expect(vi).not.toBe(en);
      expect(vi).toBe(vi.normalize('NFC'));
    }
    expect(source).not.toBe('');
  });

  it('documents the HTTP status that the library answers with', () => {
    const documented = readFileSync(`${root}docs/codes.md`, 'utf8').matchAll(
      /^\|\s*(\d+)\s*\|[^|]*\|\s*(\d{3})\s*\|/gm,
    );
    const statuses = [...documented].map(([, code, status]) => [code!, Number(status)] as const);
    expect(statuses.length).toBeGreaterThan(40);
    // A refusal with 124 comes after a refused try; on its own it is a DuplicateRequestError.
    const refusals = statuses.filter(([code]) => code !== '124');
    expect(refusals.map(([code]) => [code, httpStatusOfGatewayCode(code)])).toEqual(refusals);
    expect(new Map(statuses).get('124')).toBe(409);
  });
});
