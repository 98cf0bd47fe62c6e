import { describe, expect, it } from '@jest/globals';
import { HOUR_MS, MAX_TIMELINE_ENTRIES } from '../domain/verification.js';
import {
  LENIENT,
  MINUTE,
  newTag,
  NOON,
  NumberUnderTest,
  RIGHT,
  RULES,
  SECOND,
  WRONG,
} from './number-under-test.contract.js';
import type { StoresUnderTest } from './number-under-test.contract.js';

/** What every store must do beside starts and checks. */
export function describeOtherSteps(stores: () => StoresUnderTest): void {
  const number = (rules = RULES): NumberUnderTest => new NumberUnderTest(stores(), rules);

  describe('cancel', () => {
    it('ends what is under way, once', async () => {
      const phone = number();
      const before = await phone.ring();
      const cancelled = { ...before, status: 'cancelled' };
      expect(await phone.cancel(before.id)).toStrictEqual(cancelled);
      expect(await phone.cancel(before.id)).toBeNull();
      expect(await phone.check(before.id, RIGHT)).toStrictEqual({ result: 'not-found', verification: cancelled });
      expect(await phone.story(before.id)).toEqual(['called', 'cancelled']);
    });

    it('ends one that is locked, and none that is approved', async () => {
      const phone = number({ ...LENIENT, maxGuesses: 1 });
      const locked = await phone.ring();
      await phone.check(locked.id, WRONG);
      expect(await phone.cancel(locked.id)).toMatchObject({ id: locked.id, status: 'cancelled' });
      const approved = await phone.ring();
      await phone.check(approved.id, RIGHT);
      expect(await phone.cancel(approved.id)).toBeNull();
      expect((await phone.find(approved.id))!.verification.status).toBe('approved');
    });

    it('finds it by number, purpose and user; what is over under one tag hides the next', async () => {
      const [newest, oldest] = [number(), number()];
      const { id } = await oldest.ring({ user: 'u' });
      const reference = { tags: [newest.tag, oldest.tag], purpose: 'login', user: 'u' };
      expect(await oldest.cancel({ ...reference, purpose: 'pay' })).toBeNull();
      expect(await oldest.cancel(reference)).toMatchObject({ id });
      const fresh = await newest.ring();
      await newest.cancel(fresh.id);
      await oldest.wait(MINUTE).ring({ user: 'u' });
      expect(await oldest.cancel(reference)).toBeNull();
    });

    it('keeps the pause and the count of calls', async () => {
      const phone = number();
      const { id } = await phone.ring();
      await phone.cancel(id);
      expect(await phone.start()).toMatchObject({ decision: { kind: 'blocked' }, lane: { rings: [NOON] } });
    });
  });

  describe('takeBack', () => {
    it('undoes the count of the only call, and cancels', async () => {
      const phone = number();
      const { id } = await phone.ring();
      await phone.takeBack(id);
      expect(await phone.find(id)).toMatchObject({
        verification: { status: 'cancelled', rings: 0 },
        lane: { rings: [] },
      });
      expect(await phone.story(id)).toEqual(['called', 'not-called GATEWAY_UNREACHABLE']);
      expect((await phone.start()).decision).toMatchObject({ kind: 'ring', opening: 'new' });
    });

    it('keeps what another call was placed for', async () => {
      const phone = number();
      const { id } = await phone.ring();
      await phone.wait(MINUTE).ring();
      await phone.takeBack(id);
      expect(await phone.find(id)).toMatchObject({
        verification: { status: 'pending', rings: 1 },
        lane: { rings: [NOON] },
      });
      expect(await phone.results(id, RIGHT)).toEqual(['approved']);
    });

    it('has the window of the call before good again, unless another call came since', async () => {
      const phone = number({ ...LENIENT, newCodeEachCall: true });
      const first = await phone.ring();
      const second = await phone.wait(MINUTE).start({ proof: 'k1:of-another-code' });
      expect(second.before).toEqual(first);
      const undo = { requestId: second.verification!.requestId, before: second.before };
      await phone.takeBack(first.id, phone.now, undo);
      expect((await phone.find(first.id))!.verification).toEqual(first);
      expect(await phone.results(first.id, RIGHT)).toEqual(['approved']);

      const other = number({ ...LENIENT, newCodeEachCall: true });
      const { id } = await other.ring({ proof: 'k1:of-another-code' });
      const lost = await other.wait(SECOND).start({ proof: 'k1:of-a-third-code' });
      await other.wait(SECOND).ring();
      await other.takeBack(id, other.now - SECOND, { ...lost, requestId: lost.verification!.requestId });
      expect(await other.results(id, RIGHT)).toEqual(['approved']);
    });

    it('leaves what had expired expired', async () => {
      const phone = number(LENIENT);
      const { id } = await phone.ring();
      const { verification, before } = await phone.wait(HOUR_MS).start();
      await phone.takeBack(id, phone.now, { requestId: verification!.requestId, before });
      expect(await phone.results(id, RIGHT)).toEqual(['expired']);
    });

    it('counts once, and for nothing where the call or the verification is not known', async () => {
      const phone = number();
      const { id } = await phone.ring();
      await phone.wait(MINUTE).ring();
      await phone.takeBack(id);
      await phone.takeBack(id);
      await phone.takeBack(id, NOON + 1);
      await phone.takeBack(newTag() + id.slice(16), NOON);
      expect(await phone.find(id)).toMatchObject({ verification: { rings: 1 }, lane: { rings: [NOON] } });
      expect(await phone.story(id)).toHaveLength(3);
    });
  });

  describe('forgive', () => {
    it('forgets the wrong codes of both lanes, and nothing else', async () => {
      const phone = number(LENIENT);
      await phone.prove('owner');
      const theirs = await phone.ring();
      const own = await phone.ring({ user: 'owner' });
      await phone.results(theirs.id, WRONG, WRONG);
      await phone.results(own.id, WRONG);
      await phone.forgive();
      for (const { id, guesses } of [
        { id: theirs.id, guesses: 2 },
        { id: own.id, guesses: 1 },
      ]) {
        expect(await phone.find(id)).toMatchObject({ verification: { guesses }, lane: { failures: 0 } });
      }
      expect((await phone.find(theirs.id))!.lane.approvedAt).toBe(NOON);
    });

    it('does nothing to a number that is not known', async () => {
      const phone = number();
      await phone.forgive();
      expect((await phone.start()).lane).toStrictEqual({ rings: [NOON], approvedAt: 0, failures: 0 });
    });
  });

  describe('the timeline', () => {
    it('takes notes, in any alphabet', async () => {
      const phone = number();
      const { id } = await phone.ring({ requestId: 'v-9' });
      await phone.wait(1).note(id, { what: 'limited', why: 'hạn "mức"\n\\ 💸' });
      await phone.wait(1).note(id, { what: 'expired', why: null });
      expect((await phone.find(id))!.timeline).toStrictEqual([
        { at: NOON, what: 'called', why: 'v-9' },
        { at: NOON + 1, what: 'limited', why: 'hạn "mức"\n\\ 💸' },
        { at: NOON + 2, what: 'expired', why: null },
      ]);
    });

    it('drops the oldest entries of many', async () => {
      const phone = number();
      const { id } = await phone.ring();
      for (let entry = 0; entry < MAX_TIMELINE_ENTRIES; entry += 1) {
        await phone.note(id, { what: 'limited', why: String(entry) });
      }
      const story = await phone.story(id);
      expect(story).toHaveLength(MAX_TIMELINE_ENTRIES);
      expect([story[0], story.at(-1)]).toEqual(['limited 0', `limited ${MAX_TIMELINE_ENTRIES - 1}`]);
    });

    it('has no place for a verification that is not known', async () => {
      const phone = number();
      const id = phone.tag + 'x'.repeat(22);
      await phone.note(id, { what: 'limited', why: null });
      expect(await phone.find(id)).toBeNull();
    });
  });
}
