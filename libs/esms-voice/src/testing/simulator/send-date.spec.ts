import { describe, expect, it } from '@jest/globals';
import { parseSendDate, parseSlashedSendDate } from './send-date.js';

describe('parseSendDate', () => {
  it('reads Vietnam time, UTC+7', () => {
    expect(parseSendDate('2026-12-31 14:00:00')).toBe(Date.UTC(2026, 11, 31, 7));
    expect(parseSendDate('2027-01-01 00:00:00')).toBe(Date.UTC(2026, 11, 31, 17));
  });

  it.each([
    '2026/12/31 14:00:00',
    '2026-12-31T14:00:00',
    '2026-12-31 14:00',
    '2026-02-30 14:00:00',
    '2026-12-31 25:00:00',
    '2026-12-31 14:00:00 ',
    'soon',
    '',
  ])('refuses %p', (text) => {
    expect(parseSendDate(text)).toBeUndefined();
  });
});

describe('parseSlashedSendDate', () => {
  it('reads Vietnam time, UTC+7', () => {
    expect(parseSlashedSendDate('2026/12/31 14:00:00')).toBe(Date.UTC(2026, 11, 31, 7));
  });

  it.each(['2026-12-31 14:00:00', '2026/12-31 14:00:00', '2026/02/30 14:00:00', '31/12/2026 14:00:00', ''])(
    'refuses %p',
    (text) => {
      expect(parseSlashedSendDate(text)).toBeUndefined();
    },
  );
});
