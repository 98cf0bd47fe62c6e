import { describe, expect, it } from '@jest/globals';
import {
  DAY_MS,
  HOUR_MS,
  MAX_PROVED_USERS,
  MAX_RINGS_KEPT,
  MAX_VERIFICATIONS_KEPT,
  NUMBER_KEPT_MS,
} from '../domain/verification.js';
import { LENIENT, MINUTE, NOON, NumberUnderTest, RIGHT, RULES, SECOND, WRONG } from './number-under-test.contract.js';
import type { StoresUnderTest } from './number-under-test.contract.js';

const recordOnly = { max: 1, recordOnly: true };
const once = { max: 1, recordOnly: false };

/** What every store must do with starts. */
export function describeStarts(stores: () => StoresUnderTest): void {
  const number = (rules = RULES): NumberUnderTest => new NumberUnderTest(stores(), rules);

  describe('start', () => {
    it('rings a number that nobody rang before, and writes down all that it was given', async () => {
      const phone = number();
      const ask = {
        id: `${phone.tag}${'r'.repeat(22)}`,
        windowId: 'w',
        requestId: 'v-1',
        user: 'u',
        purpose: 'pay:it',
      };
      const started = await phone.start(ask);
      const { windowId, user, purpose, requestId, id } = ask;
      expect(started).toStrictEqual({
        before: null,
        decision: { kind: 'ring', opening: 'new', overruled: [] },
        verification: {
          id,
          windowId,
          user,
          purpose,
          requestId,
          lane: 'unproved',
          phone: '090****484',
          status: 'pending',
          proof: `k1:${phone.tag}:${RIGHT}`,
          rings: 1,
          guesses: 0,
          startedAt: NOON,
          calledAt: NOON,
          expiresAt: NOON + RULES.lifetimeMs,
        },
        lane: { rings: [NOON], approvedAt: 0, failures: 0 },
      });
      const { verification, lane } = started;
      const timeline = [{ at: NOON, what: 'called', why: 'v-1' }];
      expect(await phone.find(id)).toStrictEqual({ verification, lane, timeline });
    });

    it('asks for a pause that grows, to the millisecond, and tells who waits which verification it is', async () => {
      const phone = number({ ...RULES, lifetimeMs: HOUR_MS, callsPerHour: { max: 5, recordOnly: false } });
      const { id } = await phone.ring();
      for (const pause of [1, 2, 5, 5]) {
        const until = phone.now + pause * MINUTE;
        phone.wait(pause * MINUTE - 1);
        const waited = await phone.start();
        expect(waited.decision).toStrictEqual({
          kind: 'wait',
          breach: { rule: 'number-cooldown', until, recordOnly: false },
        });
        expect(waited.verification!.id).toBe(id);
        await phone.wait(1).ring();
      }
      expect((await phone.find(id))!.verification.rings).toBe(5);
    });

    it('speaks the same code again while its window lasts, to the millisecond', async () => {
      const phone = number();
      const first = await phone.ring();
      const again = await phone.wait(RULES.lifetimeMs - 1).start();
      expect(again.decision).toMatchObject({ kind: 'ring', opening: 'same-window' });
      const { windowId, proof, expiresAt } = first;
      expect(again.verification).toMatchObject({ id: first.id, windowId, proof, expiresAt, rings: 2, startedAt: NOON });
      expect(again.verification!.calledAt).toBe(phone.now);
      expect(again.verification!.requestId).not.toBe(first.requestId);
    });

    it('speaks another code once the window is over, and keeps the guesses', async () => {
      const phone = number();
      const first = await phone.ring();
      await phone.check(first.id, WRONG);
      const again = await phone.wait(RULES.lifetimeMs).start({ proof: 'k1:other' });
      expect(again.decision).toMatchObject({ kind: 'ring', opening: 'new-window' });
      expect(again.verification).toMatchObject({ id: first.id, proof: 'k1:other', guesses: 1, rings: 2 });
      expect(again.verification!.windowId).not.toBe(first.windowId);
      expect(again.verification!.expiresAt).toBe(phone.now + RULES.lifetimeMs);
    });

    it('speaks another code on each call where the rules say so', async () => {
      const phone = number({ ...RULES, newCodeEachCall: true });
      const first = await phone.ring();
      const again = await phone.wait(MINUTE).start();
      expect(again.decision).toMatchObject({ kind: 'ring', opening: 'new-window' });
      expect(again.verification!.windowId).not.toBe(first.windowId);
    });

    it('opens another verification after an approval without a pause, and after a lock or a cancel with one', async () => {
      const phone = number({ ...RULES, maxGuesses: 1 });
      const approved = await phone.ring();
      await phone.check(approved.id, RIGHT);
      const locked = await phone.wait(1).ring();
      expect(locked.id).not.toBe(approved.id);
      await phone.check(locked.id, WRONG);
      expect((await phone.start()).decision.kind).toBe('wait');
      const cancelled = await phone.wait(MINUTE).ring();
      expect(cancelled).toMatchObject({ guesses: 0, rings: 1 });
      expect(cancelled.id).not.toBe(locked.id);
      await phone.cancel(cancelled.id);
      const blocked = await phone.start();
      expect(blocked).toMatchObject({ decision: { kind: 'blocked' }, verification: null });
    });

    it('has no more than so many calls an hour and a day, and says when the next may be', async () => {
      const phone = number({ ...RULES, cooldownsMs: [0] });
      for (let call = 0; call < 3; call += 1) await phone.wait(SECOND).ring();
      const untilHour = NOON + SECOND + HOUR_MS;
      const hour = { rule: 'number-hour', until: untilHour, recordOnly: false };
      expect((await phone.start()).decision).toStrictEqual({ kind: 'wait', breach: hour });
      phone.wait(RULES.lifetimeMs);
      expect((await phone.start()).decision).toStrictEqual({ kind: 'blocked', breach: hour });
      phone.now = untilHour - 1;
      expect((await phone.start()).decision.kind).toBe('blocked');
      for (let call = 0; call < 2; call += 1) await phone.wait(SECOND).ring();
      const day = { rule: 'number-day', until: NOON + SECOND + DAY_MS, recordOnly: false };
      expect((await phone.start()).decision).toMatchObject({ breach: day });
      phone.now = day.until - 1;
      expect((await phone.start()).decision).toStrictEqual({ kind: 'blocked', breach: day });
      expect((await phone.wait(1).start()).decision.kind).toBe('ring');
    });

    it('refuses after so many wrong codes until they are forgiven', async () => {
      const phone = number({ ...LENIENT, failures: { max: 2, recordOnly: false } });
      const { id } = await phone.ring();
      expect(await phone.results(id, WRONG, WRONG, RIGHT)).toEqual(['wrong', 'wrong', 'locked']);
      const breach = { rule: 'number-failures', until: null, recordOnly: false };
      // Though the code could still be typed.
      expect((await phone.start()).decision).toStrictEqual({ kind: 'blocked', breach });
      expect((await phone.wait(3 * DAY_MS).start()).decision).toStrictEqual({ kind: 'blocked', breach });
      await phone.forgive();
      expect((await phone.start()).decision.kind).toBe('ring');
    });

    it('lets through what rules only record, and tells all of it', async () => {
      const rules = {
        ...RULES,
        cooldownsMs: [0],
        callsPerHour: recordOnly,
        callsPerDay: recordOnly,
        failures: recordOnly,
      };
      const phone = number(rules);
      const { id } = await phone.ring();
      await phone.check(id, WRONG);
      const again = await phone.wait(1).start();
      expect(again.decision).toStrictEqual({
        kind: 'ring',
        opening: 'same-window',
        overruled: [
          { rule: 'number-failures', until: null, recordOnly: true },
          { rule: 'number-day', until: NOON + DAY_MS, recordOnly: true },
          { rule: 'number-hour', until: NOON + HOUR_MS, recordOnly: true },
        ],
      });
      const would = ['number-failures', 'number-day', 'number-hour'].map((rule) => `would-limit ${rule}`);
      expect(await phone.story(id)).toEqual(['called', 'wrong', ...would, 'called-again']);
    });

    it('is refused by the gravest rule that does not only record', async () => {
      const phone = number({ ...RULES, callsPerDay: recordOnly, callsPerHour: once });
      await phone.ring();
      expect((await phone.wait(1).start()).decision).toMatchObject({ breach: { rule: 'number-hour' } });
    });

    it('tells in the timeline who waited, and who was limited', async () => {
      const phone = number({ ...RULES, callsPerHour: once });
      const { id } = await phone.ring();
      await phone.start();
      phone.rules = { ...RULES, callsPerHour: { max: 2, recordOnly: false } };
      await phone.start();
      await phone.wait(RULES.lifetimeMs).start({ rules: { ...RULES, callsPerHour: once } });
      const story = ['called', 'waited number-hour', 'waited number-cooldown', 'limited number-hour'];
      expect(await phone.story(id)).toEqual(story);
    });

    it('keeps purposes apart, but for the calls of the number', async () => {
      const phone = number({ ...RULES, cooldownsMs: [0] });
      const login = await phone.ring();
      const pay = await phone.ring({ purpose: 'pay' });
      expect(pay.id).not.toBe(login.id);
      expect((await phone.ring()).id).toBe(login.id);
      expect((await phone.start({ purpose: 'other' })).decision).toMatchObject({
        kind: 'blocked',
        breach: { rule: 'number-hour' },
      });
    });

    it('does not count strangers against a user who proved the number', async () => {
      const phone = number({ ...RULES, callsPerHour: { max: 2, recordOnly: false }, cooldownsMs: [0] });
      await phone.prove('owner');
      await phone.ring({ user: 'stranger' });
      expect((await phone.start({ user: 'stranger' })).decision.kind).toBe('wait');
      const owned = await phone.start({ user: 'owner' });
      expect(owned).toMatchObject({ decision: { kind: 'ring', opening: 'new' }, verification: { lane: 'proved' } });
      expect(owned.lane).toStrictEqual({ rings: [NOON], approvedAt: 0, failures: 0 });
      expect((await phone.start()).decision.kind).toBe('wait');
    });

    it('remembers the latest users who proved a number', async () => {
      const phone = number(LENIENT);
      const users = Array.from({ length: MAX_PROVED_USERS + 1 }, (_, index) => `user-${index}`);
      for (const user of users.slice(0, -1)) await phone.wait(1).prove(user);
      for (let again = 0; again < 2; again += 1) await phone.wait(1).prove('user-0');
      await phone.wait(1).prove(users.at(-1)!);
      const lanes = [];
      for (const user of users) lanes.push((await phone.wait(1).ring({ user })).lane);
      expect(lanes).toEqual(users.map((user) => (user === 'user-1' ? 'unproved' : 'proved')));
    });

    it('remembers so many calls of a number, and so many verifications', async () => {
      const phone = number(LENIENT);
      const ids = [];
      for (let call = 0; call <= MAX_RINGS_KEPT; call += 1) {
        const { id } = await phone.wait(1).ring();
        await phone.check(id, RIGHT);
        ids.push(id);
      }
      expect(MAX_VERIFICATIONS_KEPT).toBe(MAX_RINGS_KEPT);
      expect(await phone.find(ids[0]!)).toBeNull();
      const { lane } = (await phone.find(ids[1]!))!;
      expect(lane.rings).toHaveLength(MAX_RINGS_KEPT);
      expect(lane.rings.at(-1)).toBe(phone.now);
    });

    it('forgets the verification that was called longest ago, and not the one that follows it', async () => {
      const phone = number(LENIENT);
      const prove = async (purpose: string): Promise<string> => {
        const { id } = await phone.wait(1).ring({ purpose });
        await phone.check(id, RIGHT);
        return id;
      };
      const oldest = await prove('rare');
      for (let call = 1; call < MAX_VERIFICATIONS_KEPT; call += 1) await prove('login');
      const { id } = await phone.wait(1).ring({ purpose: 'rare' });
      expect(await phone.find(oldest)).toBeNull();
      const reference = { tags: [phone.tag], purpose: 'rare', user: '' };
      expect(await phone.check(reference, RIGHT)).toMatchObject({ result: 'approved', verification: { id } });
    });

    it('remembers wrong codes and proved users for half a year after the latest start', async () => {
      const phone = number(LENIENT);
      await phone.prove('owner');
      const { id } = await phone.ring();
      await phone.check(id, WRONG);
      const kept = await phone.wait(NUMBER_KEPT_MS - 1).start({ user: 'owner' });
      expect(kept.verification!.lane).toBe('proved');
      expect((await phone.wait(NUMBER_KEPT_MS - 1).start()).lane.failures).toBe(1);
      const forgotten = await phone.wait(NUMBER_KEPT_MS).start({ user: 'owner' });
      expect(forgotten.verification!.lane).toBe('unproved');
      expect(forgotten.lane).toStrictEqual({ rings: [phone.now], approvedAt: 0, failures: 0 });
    });
  });
}
