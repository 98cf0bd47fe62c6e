import type { RecordedCall } from 'nestjs-esms-voice/testing';
import type { StartedVerification } from 'nestjs-esms-voice/verification';
import { spokenCode } from '../../support/spoken-code.js';
import type { VerificationHost } from '../../support/verification-host.js';
import type { VerificationPair } from '../../support/verification-pair.js';
import { must, type Caller, type History } from './history.js';
import { answersOf, Step, STORE_DOWN, type Setting } from './step.js';

interface StartPlan {
  readonly setting: Setting;
  readonly caller: Caller;
  readonly gateway: 'accepts' | 'refuses' | 'confuses';
}

/** Somebody asks for a call. */
export class Start extends Step<StartPlan> {
  async run(history: History, pair: VerificationPair): Promise<void> {
    const { setting, caller, gateway } = this.plan;
    for (const { recorder } of pair.hosts) this.prepare(recorder);
    const answers = await answersOf(pair, setting, (host) => host.start({ phone: history.phone, ...caller }));
    const calls = pair.hosts.flatMap(({ recorder }) => recorder.calls);
    const lane = history.laneOf(caller.userId);
    if (gateway !== 'refuses') calls.forEach(() => history.rang(lane, pair.clock.now));
    if (setting.outage) history.lanes[lane].isOverCounted = true;
    for (const answer of answers) this.take(answer, history, calls, pair.clock.now);
  }

  private prepare(recorder: VerificationHost['recorder']): void {
    recorder.reset();
    if (this.plan.gateway === 'refuses') recorder.refuseNext('103').refuseNext('103');
    if (this.plan.gateway === 'confuses') recorder.confuseNext().confuseNext();
  }

  private take(answer: StartedVerification | string, history: History, calls: readonly RecordedCall[], now: number) {
    const { setting, caller, gateway } = this.plan;
    if (typeof answer === 'string') {
      const allowed = [
        'VERIFICATION_LIMITED',
        setting.outage && STORE_DOWN,
        gateway === 'refuses' && 'GATEWAY_REFUSED',
      ];
      must(allowed.includes(answer), `a start is not refused with ${answer}`);
      return history.all.forEach((known) => (known.mayBeReopened = true));
    }
    const known = history.answered(answer.verificationId, caller);
    if (!answer.called) return;
    const code = spokenCode(calls.find(({ requestId }) => requestId === answer.call.requestId)!.content);
    const expiresAt = answer.expiresAt.getTime();
    const isSameWindow = known.heard.length > 0 && now < known.expiresAt;
    must(!isSameWindow || known.heard.at(-1) === code, 'ringing again speaks the same code while its window lasts');
    must(!isSameWindow || known.expiresAt === expiresAt, 'ringing again moves no window');
    known.heard.push(code);
    known.requestIds.push(answer.call.requestId);
    Object.assign(known, { expiresAt, rungAt: now, mayBeReopened: false });
  }
}
