import { describe, expect, it } from '@jest/globals';
import { VERIFICATION_KEPT_MS } from '../domain/verification.js';
import { LENIENT, MINUTE, newTag, NumberUnderTest, RIGHT, RULES, WRONG } from './number-under-test.contract.js';
import type { StoresUnderTest } from './number-under-test.contract.js';

/** What every store must do with codes that are typed. */
export function describeChecks(stores: () => StoresUnderTest): void {
  const number = (rules = RULES): NumberUnderTest => new NumberUnderTest(stores(), rules);

  describe('check', () => {
    it('approves the right code once', async () => {
      const phone = number();
      const { id, ...before } = await phone.ring();
      const approved = await phone.check(id, RIGHT);
      expect(approved).toStrictEqual({
        result: 'approved',
        verification: { ...before, id, status: 'approved', guesses: 1 },
      });
      expect(await phone.check(id, RIGHT)).toStrictEqual({ ...approved, result: 'not-found' });
      expect(await phone.story(id)).toEqual(['called', 'approved']);
      expect((await phone.find(id))!.lane).toMatchObject({ approvedAt: phone.now, failures: 0 });
    });

    it('compares so many codes and then locks, the right one included', async () => {
      const phone = number();
      const { id } = await phone.ring();
      const codes = [WRONG, WRONG, WRONG, WRONG, WRONG, RIGHT];
      expect(await phone.results(id, ...codes)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'locked', 'locked']);
      expect((await phone.find(id))!).toMatchObject({
        verification: { status: 'locked', guesses: 5 },
        lane: { failures: 5 },
      });
      expect(await phone.story(id)).toEqual(['called', 'wrong', 'wrong', 'wrong', 'wrong', 'locked', 'locked']);
    });

    it('stays locked where the rules have become looser', async () => {
      const phone = number({ ...RULES, maxGuesses: 1 });
      const { id } = await phone.ring();
      await phone.check(id, WRONG);
      phone.rules = RULES;
      expect(await phone.results(id, RIGHT)).toEqual(['locked']);
    });

    it('takes the right code as the last guess', async () => {
      const phone = number();
      const { id } = await phone.ring();
      await phone.results(id, WRONG, WRONG, WRONG, WRONG);
      expect(await phone.results(id, RIGHT)).toEqual(['approved']);
    });

    it('counts guesses on from one window to the next', async () => {
      const phone = number();
      const { id } = await phone.ring();
      await phone.results(id, WRONG, WRONG, WRONG);
      await phone.wait(RULES.lifetimeMs).ring();
      expect(await phone.results(id, WRONG, WRONG, RIGHT)).toEqual(['wrong', 'locked', 'locked']);
    });

    it('finds fewer guesses left where the rules have become stricter', async () => {
      const phone = number();
      const { id } = await phone.ring();
      await phone.results(id, WRONG, WRONG);
      phone.rules = { ...RULES, maxGuesses: 2 };
      expect(await phone.check(id, RIGHT)).toMatchObject({ result: 'locked', verification: { status: 'pending' } });
    });

    it('takes a code until its time is over, to the millisecond', async () => {
      const phone = number();
      const { id } = await phone.ring();
      expect(await phone.wait(RULES.lifetimeMs - 1).results(id, WRONG)).toEqual(['wrong']);
      expect(await phone.wait(1).check(id, RIGHT)).toMatchObject({
        result: 'expired',
        verification: { status: 'pending', guesses: 1 },
      });
      expect(await phone.story(id)).toEqual(['called', 'wrong', 'expired']);
    });

    it('takes the code of the latest window alone', async () => {
      const phone = number({ ...RULES, newCodeEachCall: true });
      const { id } = await phone.ring();
      await phone.wait(MINUTE).ring({ proof: `k1:${phone.tag}:${WRONG}` });
      expect(await phone.results(id, RIGHT, WRONG)).toEqual(['wrong', 'approved']);
    });

    it('locks a number that had too many wrong codes, over all its verifications', async () => {
      const phone = number({ ...LENIENT, failures: { max: 3, recordOnly: false } });
      const one = await phone.ring();
      await phone.results(one.id, WRONG, WRONG);
      const other = await phone.ring({ purpose: 'pay' });
      expect(await phone.results(other.id, WRONG, RIGHT)).toEqual(['wrong', 'locked']);
      expect(await phone.results(one.id, RIGHT)).toEqual(['locked']);
      expect((await phone.find(other.id))!.verification).toMatchObject({ status: 'pending', guesses: 1 });
      phone.rules = { ...phone.rules, failures: { max: 3, recordOnly: true } };
      expect(await phone.results(one.id, RIGHT)).toEqual(['approved']);
    });

    it('forgets the wrong codes of a number when one is right', async () => {
      const phone = number({ ...LENIENT, failures: { max: 3, recordOnly: false } });
      const { id } = await phone.ring();
      expect(await phone.results(id, WRONG, WRONG, RIGHT)).toEqual(['wrong', 'wrong', 'approved']);
      expect((await phone.find(id))!.lane.failures).toBe(0);
    });

    it('counts wrong codes of strangers apart from those of a user who proved the number', async () => {
      const phone = number({ ...LENIENT, failures: { max: 2, recordOnly: false } });
      await phone.prove('owner');
      const theirs = await phone.ring();
      await phone.results(theirs.id, WRONG, WRONG);
      const own = await phone.ring({ user: 'owner' });
      expect(await phone.results(theirs.id, RIGHT)).toEqual(['locked']);
      expect(await phone.results(own.id, WRONG, RIGHT)).toEqual(['wrong', 'approved']);
    });

    it('knows nothing of an id that was not given out, or of another number', async () => {
      const phone = number();
      const { id } = await phone.ring();
      const unknown = { result: 'not-found', verification: null };
      expect(await phone.check(`${phone.tag}${'x'.repeat(22)}`, RIGHT)).toStrictEqual(unknown);
      expect(await phone.check(newTag() + id.slice(16), RIGHT)).toStrictEqual(unknown);
    });

    it('forgets a verification a day after its latest call', async () => {
      const phone = number();
      const { id } = await phone.ring();
      expect(await phone.wait(VERIFICATION_KEPT_MS - 1).results(id, RIGHT)).toEqual(['expired']);
      expect(await phone.wait(1).check(id, RIGHT)).toStrictEqual({ result: 'not-found', verification: null });
      expect(await phone.find(id)).toBeNull();
      expect(await phone.cancel(id)).toBeNull();
      await phone.takeBack(id);
      await phone.note(id, { what: 'expired', why: null });
      const next = await phone.ring();
      expect(next.id).not.toBe(id);
      expect(await phone.find(id)).toBeNull();
    });
  });

  describe('a reference by number, purpose and user', () => {
    it('finds what was rung last, under any of the tags', async () => {
      const phone = number();
      const { id } = await phone.ring();
      const reference = { tags: [newTag(), phone.tag], purpose: 'login', user: 'whoever' };
      expect(await phone.check(reference, WRONG)).toMatchObject({ result: 'wrong', verification: { id } });
      expect(await phone.check(reference, RIGHT)).toMatchObject({ result: 'approved', verification: { id } });
      expect(await phone.check(reference, RIGHT)).toMatchObject({ result: 'not-found', verification: { id } });
    });

    it('finds nothing under another purpose, in another lane, without a tag, or once it is forgotten', async () => {
      const phone = number(LENIENT);
      await phone.prove('owner');
      await phone.ring();
      const reference = { tags: [phone.tag], purpose: 'login', user: '' };
      const unknown = { result: 'not-found', verification: null };
      expect(await phone.check({ ...reference, purpose: 'pay' }, RIGHT)).toStrictEqual(unknown);
      expect(await phone.check({ ...reference, user: 'owner' }, RIGHT)).toStrictEqual(unknown);
      expect(await phone.check({ ...reference, tags: [] }, RIGHT)).toStrictEqual(unknown);
      expect(await phone.cancel({ ...reference, tags: [] })).toBeNull();
      expect(await phone.wait(VERIFICATION_KEPT_MS).check(reference, RIGHT)).toStrictEqual(unknown);
      expect(await phone.cancel(reference)).toBeNull();
    });

    it('leads to the newest key first', async () => {
      const [newest, oldest] = [number(), number()];
      const old = await oldest.ring();
      const reference = { tags: [newest.tag, oldest.tag], purpose: 'login', user: '' };
      expect(await oldest.check(reference, WRONG)).toMatchObject({ verification: { id: old.id } });
      const fresh = await newest.ring();
      expect(await oldest.check(reference, RIGHT)).toMatchObject({
        result: 'approved',
        verification: { id: fresh.id },
      });
      expect(await oldest.check(reference, RIGHT)).toMatchObject({ result: 'not-found' });
    });
  });
}
