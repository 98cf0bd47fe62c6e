import { smsReport } from 'nestjs-esms-voice/testing';
import type { VerificationStanding } from 'nestjs-esms-voice/verification';
import type { VerificationPair } from '../../support/verification-pair.js';
import { maybeForgotten, must, RULES, type History, type Known } from './history.js';
import { answersOf, Step, STORE_DOWN, type Setting } from './step.js';

/** Steps of a verification that is there. */
abstract class StepOfOne<Plan extends { readonly which: number }> extends Step<Plan> {
  override check(history: History): boolean {
    return history.all.length > 0;
  }
}

/** Somebody gives up. */
export class Cancel extends StepOfOne<{ readonly which: number; readonly setting: Setting }> {
  async run(history: History, pair: VerificationPair): Promise<void> {
    const { which, setting } = this.plan;
    const known = history.pick(which)!;
    const { verificationId } = known;
    const answers = await answersOf(pair, setting, (host) => host.service.cancel({ verificationId }));
    const isLost = answers.includes(STORE_DOWN) && setting.outage?.when === 'after';
    must(!answers.includes(true) || known.end === 'none', 'what is over is not cancelled');
    must(answers.filter((answer) => answer === true).length <= 1, 'one of two cancels does it');
    if (known.end === 'none' && (answers.includes(true) || isLost)) known.end = 'cancelled';
    const isLeft = answers.every((answer) => answer === false) && known.end === 'none';
    must(
      !isLeft || known.heard.length === 0 || maybeForgotten(known, pair.clock.now),
      'what is under way is cancelled',
    );
  }
}

/** The gateway reports a call. */
export class Report extends StepOfOne<{ readonly which: number; readonly on: 0 | 1; readonly isFailed: boolean }> {
  async run(history: History, { hosts }: VerificationPair): Promise<void> {
    const { which, on, isFailed } = this.plan;
    const { verificationId, requestIds } = history.pick(which)!;
    const requestId = requestIds.at(-1);
    if (requestId === undefined) return;
    const host = hosts[on];
    const before = await host.service.find(verificationId);
    const { callId } = (await host.voice.getCall(requestId))!;
    await host.report(requestId, smsReport({ SMSID: callId ?? 'sms-1', SendFailed: Number(isFailed) }));
    const after = await hosts[1 - on]!.service.find(verificationId);
    must(JSON.stringify({ ...before, call: null }) === JSON.stringify({ ...after, call: null }), 'no report verifies');
    const { state } = (await host.voice.getCall(requestId))!;
    must(state === 'delivered' || state === 'undelivered', 'a report tells what became of the call');
  }
}

/** Time goes by. */
export class Jump extends Step<{ readonly ms: number }> {
  async run(_history: History, { clock }: VerificationPair): Promise<void> {
    clock.now += this.plan.ms;
  }
}

/** Somebody shows in another way who they are. */
export class Unblock extends Step<{ readonly on: 0 | 1 }> {
  async run({ phone, lanes }: History, { hosts }: VerificationPair): Promise<void> {
    await hosts[this.plan.on].service.unblock(phone);
    lanes.unproved.maybeFailures = lanes.proved.maybeFailures = 0;
  }
}

/** Both instances are asked how a verification stands. */
export class Look extends StepOfOne<{ readonly which: number }> {
  async run(history: History, { hosts, clock }: VerificationPair): Promise<void> {
    const known = history.pick(this.plan.which)!;
    const [one, other] = await Promise.all(hosts.map(({ service }) => service.find(known.verificationId)));
    must(JSON.stringify(one) === JSON.stringify(other), 'two instances tell the same');
    if (!one) return must(maybeForgotten(known, clock.now), 'what is there is found');
    must(possible(known, clock.now).includes(one.status), `it is not ${one.status}`);
    this.compare(one, known);
    const callsLeft = history.callsLeft(known.lane, clock.now);
    must(callsLeft === null || callsLeft === one.callsLeft, 'the calls that are left are those that did not ring');
  }

  private compare({ status, attemptsLeft }: VerificationStanding, { maybeWrong, wrong }: Known): void {
    const { maxGuesses } = RULES;
    if (status !== 'pending') return;
    const isWithin = attemptsLeft <= maxGuesses - wrong && attemptsLeft >= Math.max(0, maxGuesses - maybeWrong);
    must(isWithin, 'the guesses that are left are those that were not compared');
  }
}

function possible(
  { end, heard, expiresAt, mayBeReopened, maybeWrong }: Known,
  now: number,
): VerificationStanding['status'][] {
  if (end === 'cancelled') return ['cancelled'];
  if (end !== 'none') return ['approved'];
  if (heard.length === 0) return ['pending', 'expired', 'cancelled', 'locked'];
  const states: VerificationStanding['status'][] = [now < expiresAt ? 'pending' : 'expired'];
  if (mayBeReopened) states.push('pending');
  if (maybeWrong >= RULES.maxGuesses) states.push('locked');
  return states;
}
