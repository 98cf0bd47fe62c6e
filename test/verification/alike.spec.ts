import { afterEach, describe, expect, it } from '@jest/globals';
import { scaled } from '../support/scale.js';
import { DAY, SECOND, VerificationHost } from '../support/verification-host.js';

const SAMPLES = scaled(150, 2_000);
/** Medians of interleaved samples differ by less than this unless one of two does work that the other does not. */
const SAME_BAND = 1.6;

let host: VerificationHost;

afterEach(() => host.stop());

type Ask = (n: number) => Promise<unknown>;

const numberOf = (block: string, n: number): string => `09${block}${String(100_000 + n)}`;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function timeOf(ask: Ask, n: number): Promise<number> {
  const startedAt = performance.now();
  await ask(n);
  return performance.now() - startedAt;
}

/** How much longer the slower of two takes, from samples that take turns in who comes first. */
async function bandOf(one: Ask, other: Ask): Promise<number> {
  const times: [number[], number[]] = [[], []];
  for (let n = -20; n < SAMPLES; n += 1) {
    const turns = n % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    for (const which of turns) {
      const time = await timeOf(which === 0 ? one : other, n + 20);
      if (n >= 0) times[which].push(time);
    }
  }
  const [fast, slow] = [median(times[0]), median(times[1])].toSorted((a, b) => a - b);
  return slow! / fast!;
}

/** A machine that is busy with something else is given more tries; a difference that is there stays there. */
async function expectSameBand(one: () => Ask, other: () => Ask): Promise<void> {
  let band = Infinity;
  for (let tries = 0; tries < 3 && band >= SAME_BAND; tries += 1) band = await bandOf(one(), other());
  expect(band).toBeLessThan(SAME_BAND);
}

/** The names and kinds of what is in a reply. */
const shapeOf = (reply: object): Record<string, string> =>
  Object.fromEntries(Object.entries(reply).map(([name, value]) => [name, Object.prototype.toString.call(value)]));

/** Numbers that were verified before, by a user who is known. */
async function prove(block: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const phone = numberOf(block, n);
    const { verificationId } = await host.start({ phone, userId: `owner-${n}` });
    await host.check(verificationId, host.code());
  }
  host.advance(2 * DAY);
}

describe('a number that was verified before and one that was never seen', () => {
  it.each([
    ['a stranger', null],
    ['its owner', 'owner'],
  ])('are started alike for %s: same body, same time', async (_, user) => {
    host = await VerificationHost.start({ limits: { ip: null } });
    await prove('01', 3 * (SAMPLES + 20));
    let [seen, unseen] = [0, 0];
    const userOf = (n: number) => user && `${user}-${n}`;
    const startSeen: Ask = () => host.start({ phone: numberOf('01', seen), userId: userOf(seen++) });
    const startUnseen: Ask = () => host.start({ phone: numberOf('02', unseen), userId: userOf(unseen++) });
    const known = await host.start({ phone: numberOf('01', seen), userId: userOf(seen++) });
    const unknown = await host.start({ phone: numberOf('02', unseen), userId: userOf(unseen++) });
    expect(shapeOf(known)).toEqual(shapeOf(unknown));
    const { verificationId: a, phone: b, call: c, ...rest } = known;
    expect({ verificationId: a, phone: b, call: c }).not.toEqual({});
    expect(unknown).toMatchObject(rest);
    expect(known.verificationId).toHaveLength(unknown.verificationId.length);
    await expectSameBand(
      () => startSeen,
      () => startUnseen,
    );
  });

  it('are checked alike: same body, same time', async () => {
    host = await VerificationHost.start({ limits: { ip: null }, maxGuesses: 100, lifetimeMs: 3_600 * SECOND });
    await prove('01', 1);
    const known = await host.start({ phone: numberOf('01', 0), userId: 'owner-0' });
    const unknown = await host.start({ phone: numberOf('02', 0) });
    const wrong = host.wrongCode();
    expect(await host.check(known.verificationId, wrong)).toEqual(await host.check(unknown.verificationId, wrong));
    await expectSameBand(
      () => () => host.check(known.verificationId, wrong),
      () => () => host.check(unknown.verificationId, wrong),
    );
  });
});

it('a verification that is over is checked with the same answer as one that never was', async () => {
  host = await VerificationHost.start();
  const { verificationId } = await host.start();
  const code = host.code();
  await host.check(verificationId, code);
  const { verificationId: cancelled } = await host.start();
  await host.service.cancel({ verificationId: cancelled });
  const absent = verificationId.slice(0, -1) + (verificationId.endsWith('A') ? 'B' : 'A');
  const answers = [verificationId, cancelled, absent, 'A'.repeat(38)].map((id) => host.check(id, code));
  expect(new Set((await Promise.all(answers)).map((answer) => JSON.stringify(answer))).size).toBe(1);
});

describe('a right code and a wrong one', () => {
  it('of the same number cost the same work', async () => {
    host = await VerificationHost.start({ limits: { ip: null } });
    const begun: { id: string; code: string }[] = [];
    for (let n = 0; n < 6 * (SAMPLES + 20); n += 1) {
      const { verificationId: id } = await host.start({ phone: numberOf('03', n) });
      begun.push({ id, code: host.code() });
    }
    const next = () => begun.shift()!;
    const right: Ask = () => (({ id, code }) => host.check(id, code))(next());
    const wrong: Ask = () => (({ id, code }) => host.check(id, code === '000000' ? '000001' : '000000'))(next());
    await expectSameBand(
      () => right,
      () => wrong,
    );
  });
});
