import { describe, expect, it } from '@jest/globals';
import { judge } from '../../scripts/lib/audit-verdict.mjs';

const NOW = new Date('2026-07-15T12:00:00Z');
const ENTRY = { id: 'GHSA-1', reason: 'not reached: we never parse XML', until: '2026-07-15' };

const reportOf = (...severities: string[]): string =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      severities.map((severity, n) => [
        `package-${n}`,
        {
          via: [
            'package-0',
            { name: `package-${n}`, title: 'bad', severity, url: `https://github.com/advisories/GHSA-${n + 1}` },
          ],
        },
      ]),
    ),
  });

describe('the audit', () => {
  it.each([
    ['nothing', reportOf(), [], true],
    ['what is low or moderate', reportOf('low', 'moderate'), [], true],
    ['what is high', reportOf('high'), [], false],
    ['what is critical', reportOf('low', 'critical'), [], false],
    ['what is excused', reportOf('high'), [ENTRY], true],
    ['what is excused no longer', reportOf('high'), [{ ...ENTRY, until: '2026-07-14' }], false],
    ['another one than the excused', reportOf('low', 'high'), [ENTRY], false],
    ['an excuse without a reason', reportOf(), [{ ...ENTRY, reason: ' ' }], false],
    ['an excuse without a date', reportOf(), [{ id: 'GHSA-1', reason: 'x' }], false],
    ['an expired excuse where nothing is answered', 'not json', [{ ...ENTRY, until: '2020-01-01' }], false],
  ])('judges %s', (_what, output, allowed, isGood) => {
    expect(judge(output, allowed, NOW).isGood).toBe(isGood);
  });

  it.each(['', 'not json', '{"error":{"code":"ENOAUDIT"}}'])(
    'passes with one line where the registry answers %j',
    (output) => {
      expect(judge(output, [], NOW)).toEqual({
        isGood: true,
        lines: ['Audit: the registry answers no audits; nothing was checked.'],
      });
    },
  );

  it('names what is open, once', () => {
    expect(judge(reportOf('high', 'low'), [], NOW).lines).toEqual([
      'high: package-0: bad (GHSA-1)',
      'Audit: 1 open of 1 advisories that are high or critical.',
    ]);
  });
});
