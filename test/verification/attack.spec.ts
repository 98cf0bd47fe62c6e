import { describe, expect, it } from '@jest/globals';
import { InMemoryCallJournal } from 'nestjs-esms-voice';
import { pumpingBreaker, spendCeiling, VerificationLimitedError } from 'nestjs-esms-voice/verification';
import { HOUR, MINUTE, SECOND, VerificationHost } from '../support/verification-host.js';

const VND_PER_CALL = 850;
const CEILING_VND = 5_000_000;
/** Calls of a day on which nothing is the matter; a sale day has fifty times as many. */
const NORMAL_DAY = 100;
const SALE_DAY = 50 * NORMAL_DAY;
/** Enough calls an hour for the breaker to look at each prefix. */
const SALE_HOURS = 10 * HOUR;
const ATTACK_STARTS = 10_000;
const VERIFIED_SHARE = 0.7;
const PREFIXES = ['086', '090', '091', '096', '098'];

/** What a crowd came to. */
interface Outcome {
  placed: number;
  vnd: number;
  verified: number;
  refusedBy: Record<string, number>;
  /** Since it began; 0: nobody was refused. */
  lastRefusedMs: number;
}

interface Crowd {
  readonly starts: number;
  readonly overMs: number;
  /** The n-th number that is asked for. */
  readonly phoneOf: (n: number) => string;
  /** Whether whoever asked types the code, half a minute later. */
  readonly verifies: (n: number) => boolean;
}

const numberOf = (prefix: string, n: number): string => prefix + String(1_000_000 + n);
const attack = (overMs: number): Crowd => ({
  starts: ATTACK_STARTS,
  overMs,
  phoneOf: (n) => numberOf('090', n),
  verifies: () => false,
});
const crowd = (starts: number, overMs: number, prefixes: readonly string[], firstNumber: number): Crowd => ({
  starts,
  overMs,
  phoneOf: (n) => numberOf(prefixes[n % prefixes.length]!, firstNumber + n),
  verifies: (n) => Math.floor(n / prefixes.length) % 10 < 10 * VERIFIED_SHARE,
});

/** The same settings for every crowd. */
const boot = () =>
  VerificationHost.start(
    {
      beforeCall: [pumpingBreaker({ recordOnly: false }), spendCeiling({ vnd: CEILING_VND, vndPerCall: VND_PER_CALL })],
    },
    { options: { journal: new InMemoryCallJournal(50_000) } },
  );

async function run(host: VerificationHost, { starts, overMs, phoneOf, verifies }: Crowd): Promise<Outcome> {
  const outcome: Outcome = { placed: 0, vnd: 0, verified: 0, refusedBy: {}, lastRefusedMs: 0 };
  const typing: { at: number; verificationId: string; code: string }[] = [];
  const typeUntil = async (at: number): Promise<void> => {
    while (typing.length > 0 && typing[0]!.at <= at) {
      const { verificationId, code } = typing.shift()!;
      outcome.verified += Number((await host.check(verificationId, code)).status === 'approved');
    }
  };
  const startedAt = host.clock.now;
  for (let n = 0; n < starts; n += 1) {
    host.clock.now = startedAt + Math.floor((n * overMs) / starts);
    await typeUntil(host.clock.now);
    const started = await host.start({ phone: phoneOf(n) }).catch((error: unknown) => error);
    if (started instanceof VerificationLimitedError) {
      outcome.lastRefusedMs = host.clock.now - startedAt;
      outcome.refusedBy[started.rule] = (outcome.refusedBy[started.rule] ?? 0) + 1;
      continue;
    }
    if (started instanceof Error) throw started;
    const { verificationId } = started as { verificationId: string };
    outcome.placed += 1;
    if (verifies(n)) typing.push({ at: host.clock.now + 30 * SECOND, verificationId, code: host.code() });
  }
  host.clock.now = startedAt + overMs;
  await typeUntil(Infinity);
  outcome.vnd = outcome.placed * VND_PER_CALL;
  return outcome;
}

const rows: string[] = [];

function report(name: string, starts: number, { placed, verified, vnd, refusedBy }: Outcome): void {
  const refused = ['pumping-breaker', 'spend-ceiling'].map((rule) => refusedBy[rule] ?? 0);
  rows.push(`| ${[name, starts, placed, verified, ...refused, vnd.toLocaleString('en-US')].join(' | ')} |`);
}

describe('with one set of limits', () => {
  it('an attack of an hour is stopped by the breaker, and users get through again after it', async () => {
    const host = await boot();
    const outcome = await run(host, attack(HOUR));
    report('attack, 1 hour', ATTACK_STARTS, outcome);
    expect(outcome.placed).toBeLessThan(ATTACK_STARTS / 4);
    expect(outcome.vnd).toBeLessThan(CEILING_VND / 2);
    expect(outcome.refusedBy).toEqual({ 'pumping-breaker': ATTACK_STARTS - outcome.placed });
    expect(host.rings).toBe(outcome.placed);

    const other = await run(host, crowd(60, MINUTE, ['091'], 0));
    const same = await run(host, crowd(540, 90 * MINUTE, ['090'], 100_000));
    report('users of other prefixes, after it', 60, other);
    report(
      `users of its prefix, the last one refused ${Math.round(same.lastRefusedMs / MINUTE)} minutes after it`,
      540,
      same,
    );
    expect(other.placed).toBe(60);
    expect(same.placed).toBeGreaterThan(100);
    expect(same.lastRefusedMs).toBeLessThan(70 * MINUTE);
    await host.stop();
  });

  it('an attack that is too fast for the breaker is stopped at the ceiling', async () => {
    const host = await boot();
    const outcome = await run(host, attack(5 * MINUTE));
    report('attack, 5 minutes', ATTACK_STARTS, outcome);
    expect(outcome.placed).toBe(Math.floor(CEILING_VND / VND_PER_CALL));
    expect(outcome.vnd).toBeLessThanOrEqual(CEILING_VND);
    expect(outcome.refusedBy).toEqual({ 'spend-ceiling': ATTACK_STARTS - outcome.placed });
    await host.stop();
  });

  it('a sale day is not refused once', async () => {
    const host = await boot();
    const outcome = await run(host, crowd(SALE_DAY, SALE_HOURS, PREFIXES, 0));
    report('sale day, 50 × normal', SALE_DAY, outcome);
    expect(outcome).toEqual({
      placed: SALE_DAY,
      vnd: SALE_DAY * VND_PER_CALL,
      verified: SALE_DAY * VERIFIED_SHARE,
      refusedBy: {},
      lastRefusedMs: 0,
    });
    await host.stop();
  });

  it('the busiest half hour of a sale on one prefix is not refused once', async () => {
    const starts = SALE_DAY / 4;
    const host = await boot();
    const outcome = await run(host, crowd(starts, HOUR / 2, ['090'], 0));
    report('sale, half an hour, one prefix', starts, outcome);
    expect(outcome.refusedBy).toEqual({});
    await host.stop();
  });

  it('prints what was placed and what refused', () => {
    expect(rows).toHaveLength(6);
    const head = '| crowd | starts | placed | verified | refused by the breaker | by the ceiling | VND |';
    process.stdout.write([head, '| --- |' + ' ---: |'.repeat(6), ...rows, ''].join('\n'));
  });
});
