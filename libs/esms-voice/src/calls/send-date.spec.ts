import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import ts from 'typescript';
import { formatSendDate, parseSendAt, SEND_AT_MAX_DAYS } from './send-date.js';

const moment = fc.date({ min: new Date('2020-01-01Z'), max: new Date('2099-12-31Z'), noInvalidDate: true });
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'medium',
});

const two = (n: number): string => String(n).padStart(2, '0');

/** The moment as a clock in this zone shows it, with the zone behind. */
function inZone(date: Date, minutes: number, colon: ':' | ''): string {
  const shown = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  const away = Math.abs(minutes);
  return `${shown}${minutes < 0 ? '-' : '+'}${two(Math.floor(away / 60))}${colon}${two(away % 60)}`;
}

/** Runs `formatSendDate` in a process of another time zone. */
function formatIn(timeZone: string, dates: readonly Date[]): string[] {
  const source = readFileSync(join(process.cwd(), 'libs/esms-voice/src/calls/send-date.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext } });
  const dump = `console.log(JSON.stringify({ hour: new Date(0).getHours(), texts: ${JSON.stringify(dates)}.map((d) => formatSendDate(new Date(d))) }));`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', outputText + dump], {
    env: { ...process.env, TZ: timeZone },
    encoding: 'utf8',
  });
  const { hour, texts } = JSON.parse(out) as { hour: number; texts: string[] };
  expect(hour).not.toBe(7);
  return texts;
}

describe('formatSendDate', () => {
  it('is what a clock in Vietnam shows', () => {
    fc.assert(
      fc.property(moment, (date) => {
        expect(formatSendDate(date)).toBe(clock.format(date));
        expect(formatSendDate(date, '/')).toBe(clock.format(date).replaceAll('-', '/'));
      }),
    );
  });

  it.each([
    ['2026-12-31T16:59:59.999Z', '2026-12-31 23:59:59', '2026/12/31 23:59:59'],
    ['2026-12-31T17:00:00Z', '2027-01-01 00:00:00', '2027/01/01 00:00:00'],
    ['2028-02-28T17:00:00Z', '2028-02-29 00:00:00', '2028/02/29 00:00:00'],
  ])('writes %s as %s or %s', (iso, dashes, slashes) => {
    expect(formatSendDate(new Date(iso))).toBe(dashes);
    expect(formatSendDate(new Date(iso), '/')).toBe(slashes);
  });

  it.each(['America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati'])(
    'is the same in a process that runs in %s',
    (timeZone) => {
      const aroundChanges = ['2026-03-08T06:59:59Z', '2026-03-08T07:30:00Z', '2026-11-01T05:30:00Z'];
      const dates = [...aroundChanges, '2026-12-31T17:00:00Z', '2026-06-15T00:00:00Z'].map((iso) => new Date(iso));
      expect(formatIn(timeZone, dates)).toEqual(dates.map((date) => clock.format(date)));
    },
  );
});

describe('parseSendAt', () => {
  it('reads the same moment in every zone', () => {
    const minutes = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(moment, minutes, fc.constantFrom<[':', '']>(':', ''), (date, offset, colon) => {
        expect(parseSendAt(inZone(date, offset, colon))).toEqual(date);
      }),
    );
  });

  it('comes back as it went into Vietnam time, to the second', () => {
    fc.assert(
      fc.property(moment, (date) => {
        const iso = `${formatSendDate(date).replace(' ', 'T')}+07:00`;
        expect(parseSendAt(iso)).toEqual(new Date(Math.floor(date.getTime() / 1_000) * 1_000));
      }),
    );
  });

  it.each([
    ['2026-12-31T14:00+07:00', '2026-12-31T07:00:00.000Z'],
    ['2026-12-31T14:00:05+0700', '2026-12-31T07:00:05.000Z'],
    ['2026-12-31T14:00:00.25Z', '2026-12-31T14:00:00.250Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2026-12-31T00:00:00-00:00', '2026-12-31T00:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(parseSendAt(text)?.toISOString()).toBe(iso);
  });

  it.each([
    ['no zone', '2026-12-31T14:00:00'],
    ['a date alone', '2026-12-31'],
    ['a space for the T', '2026-12-31 14:00:00+07:00'],
    ['30 February', '2026-02-30T14:00:00+07:00'],
    ['29 February of a common year', '2026-02-29T14:00:00Z'],
    ['31 April', '2026-04-31T14:00:00Z'],
    ['month 13', '2026-13-01T14:00:00Z'],
    ['day 0', '2026-01-00T14:00:00Z'],
    ['hour 25', '2026-12-31T25:00:00Z'],
    ['minute 60', '2026-12-31T14:60:00Z'],
    ['second 61', '2026-12-31T14:00:61Z'],
    ['a zone of 24 hours', '2026-12-31T14:00:00+24:00'],
    ['a zone of 60 minutes', '2026-12-31T14:00:00+07:60'],
    ['a lower-case z', '2026-12-31T14:00:00z'],
    ['something behind it', '2026-12-31T14:00:00Z\n'],
    ['something before it', ' 2026-12-31T14:00:00Z'],
    ['words', 'tomorrow'],
    ['nothing', ''],
    ['milliseconds', 1_798_700_000_000],
    ['zero', 0],
    ['null', null],
    ['undefined', undefined],
    ['a list', ['2026-12-31T14:00:00Z']],
    ['an object', { toString: () => '2026-12-31T14:00:00Z' }],
    ['an invalid Date', new Date('nonsense')],
  ])('refuses %s', (_what, value) => {
    expect(parseSendAt(value)).toBeNull();
  });

  it('takes a Date as it is, the first moment of time too', () => {
    expect(parseSendAt(new Date(0))).toEqual(new Date(0));
  });
});

it('schedules at most 31 days ahead', () => {
  expect(SEND_AT_MAX_DAYS).toBe(31);
});
