import type { CheckedVerification } from 'nestjs-esms-voice/verification';
import type { VerificationHost } from '../../support/verification-host.js';
import type { VerificationPair } from '../../support/verification-pair.js';
import { maybeForgotten, must, RULES, type History, type Known } from './history.js';
import { answersOf, Step, STORE_DOWN, type Setting } from './step.js';

interface CheckPlan {
  readonly setting: Setting;
  readonly which: number;
  readonly code: 'heard-last' | 'heard-before' | 'never-heard';
  /** `purpose`: by number, under another purpose. */
  readonly by: 'id' | 'number' | 'purpose';
}

type Answer = CheckedVerification | string;

const OTHER_PURPOSE: Record<string, string> = {
  login: 'signup',
  signup: 'login',
  transfer: 'payment',
  payment: 'transfer',
  reset: 'login',
};
/** Of answers at once, in the order in which they can have come about. */
const ORDER = ['approved', STORE_DOWN, 'pending', 'locked', 'expired', 'not-found'];
const statusOf = (answer: Answer): string => (typeof answer === 'string' ? answer : answer.status);

/** Somebody types a code. */
export class Check extends Step<CheckPlan> {
  override check(history: History): boolean {
    return history.all.length > 0;
  }

  async run(history: History, pair: VerificationPair): Promise<void> {
    const { setting, which, by } = this.plan;
    const known = history.pick(which)!;
    const code = this.codeFor(known, history);
    const { now } = pair.clock;
    const isMeant = by === 'id' || (by === 'number' && history.laneOf(known.caller.userId) === known.lane);
    const isGood = isMeant && code === known.heard.at(-1);
    // Whether a lost answer took the code must be known to go on.
    if (setting.outage && isGood && !history.mustApprove(known, now)) return;
    const answers = await answersOf(pair, setting, (host) => this.ask(host, known, history, code));
    for (const answer of answers.toSorted((a, b) => ORDER.indexOf(statusOf(a)) - ORDER.indexOf(statusOf(b)))) {
      this.take(answer, { known, history, now, isGood });
    }
  }

  private codeFor({ heard }: Known, history: History): string {
    const last = heard.at(-1);
    const before = heard.findLast((code) => code !== last);
    const picked = { 'heard-last': last, 'heard-before': before, 'never-heard': undefined }[this.plan.code];
    return picked ?? neverHeard(history);
  }

  private ask({ service }: VerificationHost, known: Known, { phone }: History, code: string) {
    const { verificationId, caller } = known;
    if (this.plan.by === 'id') return service.check({ verificationId, code });
    const purpose = this.plan.by === 'number' ? caller.purpose : OTHER_PURPOSE[caller.purpose]!;
    return service.check({ phone, purpose, userId: caller.userId, code });
  }

  private take(answer: Answer, met: Met): void {
    const status = statusOf(answer);
    if (status === 'approved') return takeApproval(met);
    if (status === STORE_DOWN) return this.takeLoss(met);
    must(ORDER.includes(status), `a check is not answered with ${status}`);
    if (this.plan.by === 'id') takeRefusal(answer as CheckedVerification, met);
    else met.history.maybeFailedByNumber();
  }

  private takeLoss(met: Met): void {
    const { outage } = this.plan.setting;
    must(outage !== null, 'a check says that the store is down only where it is');
    if (outage.when === 'before') return;
    const { known, history, now, isGood } = met;
    if (!isGood) return history.maybeFailedByNumber();
    if (known.end !== 'none') return;
    known.end = 'lost';
    history.approved(known, known.caller.userId, now);
  }
}

/** A check and the verification that it was meant for. */
interface Met {
  readonly known: Known;
  readonly history: History;
  readonly now: number;
  readonly isGood: boolean;
}

function takeApproval({ known, history, now, isGood }: Met): void {
  must(isGood, 'only the code that was spoken last, for that purpose, is taken');
  must(known.end === 'none', 'nothing is approved that was approved before, or cancelled');
  must(now < known.expiresAt, 'nothing is approved after it expired');
  must(known.wrong < RULES.maxGuesses, 'nothing is approved once it is locked');
  known.end = 'approved';
  history.approved(known, known.caller.userId, now);
}

function takeRefusal({ status, attemptsLeft }: CheckedVerification, { known, history, now, isGood }: Met): void {
  must(!isGood || !history.mustApprove(known, now), `the right code is taken, not ${status}`);
  const isHeard = known.heard.length > 0;
  if (status === 'pending') {
    known.wrong += 1;
    must(
      known.end === 'none' && (!isHeard || known.mayBeReopened || now < known.expiresAt),
      'no code is compared once it is over',
    );
    must(known.wrong < RULES.maxGuesses, 'no more codes are compared than there are guesses');
  }
  if (status === 'locked') must(attemptsLeft === 0, 'what is locked leaves no guess');
  if (status === 'expired') must(!isHeard || now >= known.expiresAt, 'it expires no sooner than it was told');
  if (status === 'not-found') {
    must(known.end !== 'none' || !isHeard || maybeForgotten(known, now), 'what is under way is found');
  }
  if (status === 'pending' || status === 'locked') history.maybeFailed(known);
}

function neverHeard({ all }: History): string {
  const heard = new Set(all.flatMap((known) => known.heard));
  for (let n = 0; ; n += 1) {
    const code = String(n).padStart(6, '0');
    if (!heard.has(code)) return code;
  }
}
