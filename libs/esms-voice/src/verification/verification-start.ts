import { maskPhone } from '../calls/mask.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import type { VerificationRules } from './domain/verification-rules.js';
import { VerificationLimitedError } from './errors.js';
import { findCall } from './find-call.js';
import type { ResolvedVerificationOptions } from './resolved-verification-options.js';
import { readStart, type StartRequest, type StartVerificationInput } from './start-request.js';
import type { StartAsk, Started } from './stores/verification-store.js';
import type { ReadTestNumber } from './test-numbers.js';
import { newVerificationRequestId, newWindowId } from './verification-keys.js';
import type { VerificationEvents } from './verification-event.js';
import { VerificationRinger } from './verification-ringer.js';
import { toStanding, type VerificationStanding } from './verification-standing.js';

/** What became of a start; `called`: whether it rang the number, or an earlier call is to be waited for. */
export interface StartedVerification extends VerificationStanding {
  readonly called: boolean;
}

/** A request and how its number is treated. */
interface Asked {
  readonly request: StartRequest;
  /** `null`: the number is no test number. */
  readonly testCode: string | null;
  readonly rules: VerificationRules;
  readonly at: number;
}

const NO_BOUND = { max: Number.MAX_SAFE_INTEGER, recordOnly: true };
const NO_LIMITS = { cooldownsMs: [0], callsPerHour: NO_BOUND, callsPerDay: NO_BOUND, failures: NO_BOUND };

/** Starts verifications: the store decides, and where it says so the number is rung. */
export class VerificationStart {
  private readonly ringer: VerificationRinger;

  constructor(
    private readonly options: ResolvedVerificationOptions,
    private readonly voice: EsmsVoiceService,
    private readonly events: VerificationEvents,
  ) {
    this.ringer = new VerificationRinger(options, voice, events);
  }

  async start(input: StartVerificationInput): Promise<StartedVerification> {
    const asked = this.read(input);
    const { request, testCode, rules, at } = asked;
    const started = await this.options.store.start(this.askFor(asked));
    this.tellRules(started, request, at);
    const { decision, verification, before, lane } = started;
    if (decision.kind === 'blocked') throw blocked(decision.breach, at);
    const called = decision.kind === 'ring';
    const call =
      called && testCode === null
        ? await this.ringer.ring({ request, verification: verification!, before, at })
        : await findCall(this.voice, verification!.requestId);
    return { ...toStanding(verification!, lane, call, at, rules), called };
  }

  private read(input: StartVerificationInput): Asked {
    const { clock, rules, testNumbers } = this.options;
    const request = readStart(input, this.options);
    const at = clock();
    const testNumber = testNumbers.find(({ phone, expiresAt }) => phone === request.phone && at < expiresAt);
    return {
      request,
      at,
      testCode: testNumber?.code ?? null,
      rules: testNumber ? rulesOf(testNumber, rules, at) : rules,
    };
  }

  private askFor({ request, testCode, rules, at }: Asked): StartAsk {
    const { keys, shape } = this.options;
    const { phone, purpose, userId } = request;
    const tag = keys.tagOf(phone);
    const windowId = newWindowId();
    return {
      id: keys.newId(tag),
      windowId,
      proof: keys.proofOf(tag, testCode ?? keys.codeOf({ windowId, phone, purpose }, shape)),
      requestId: newVerificationRequestId(),
      phone: maskPhone(phone),
      purpose,
      user: userId === null ? '' : keys.callerHash('user', userId),
      now: at,
      rules,
    };
  }

  /** What the number's own rules said; the ringer tells of what comes after them. */
  private tellRules({ decision, verification }: Started, { phone, purpose }: StartRequest, at: number): void {
    const subject = verification ?? { id: null, phone: maskPhone(phone), purpose };
    if (decision.kind === 'ring') {
      for (const { rule } of decision.overruled) this.events.tell('would-limit', subject, at, { rule });
      return;
    }
    this.events.tell(decision.kind === 'wait' ? 'waited' : 'limited', subject, at, { rule: decision.breach.rule });
  }
}

/** Its code ends with it at the latest: from then on the number has codes like any other. */
const rulesOf = ({ expiresAt }: ReadTestNumber, rules: VerificationRules, now: number): VerificationRules => ({
  ...rules,
  ...NO_LIMITS,
  lifetimeMs: Math.min(rules.lifetimeMs, expiresAt - now),
});

const blocked = ({ rule, until }: { rule: string; until: number | null }, now: number): VerificationLimitedError =>
  new VerificationLimitedError(rule, until === null ? null : until - now);
