import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { CallGate, type GateBreach, type Passage } from './call-gate.js';
import type { CallToPlace } from './call-policy.js';
import { prefixOf } from './callable-phone.js';
import type { TimelineEntry, Verification } from './domain/verification.js';
import { VerificationLimitedError } from './errors.js';
import type { ResolvedVerificationOptions } from './resolved-verification-options.js';
import { spokenContent } from './spoken-content.js';
import type { StartRequest } from './start-request.js';
import type { VerificationEvents } from './verification-event.js';
import type { VerificationCall } from './verification-standing.js';

/** A number that the store lets ring. */
export interface Ringing {
  readonly request: StartRequest;
  readonly verification: Verification;
  /** As it stood before this call; `null` where this is its first. */
  readonly before: Verification | null;
  /** Unix time in milliseconds. */
  readonly at: number;
}

/** Lets a call through the gate and places it; what keeps it from being placed takes its counts back. */
export class VerificationRinger {
  private readonly gate: CallGate;

  constructor(
    private readonly options: ResolvedVerificationOptions,
    private readonly voice: EsmsVoiceService,
    private readonly events: VerificationEvents,
  ) {
    this.gate = new CallGate(options.wideLimits, options.policies, options.store.counters, options.keys);
  }

  /** @throws VerificationLimitedError, VerificationUnavailableError, and what `createOtpCall` throws but for a 504. */
  async ring(ringing: Ringing): Promise<VerificationCall> {
    try {
      return await this.follow(await this.gate.pass(toCallToPlace(ringing)), ringing);
    } catch (error) {
      await this.takeBack(ringing, error);
      throw error;
    }
  }

  private async follow({ refusal, overruled, giveBack }: Passage, ringing: Ringing): Promise<VerificationCall> {
    try {
      await this.record(ringing, overruled);
      if (refusal) throw refused(refusal);
      return await this.place(ringing);
    } catch (error) {
      await giveBack().catch(() => undefined);
      throw error;
    }
  }

  /** A call that may ring counts as placed: its code may be typed. */
  private async place({ request, verification, before, at }: Ringing): Promise<VerificationCall> {
    const { requestId } = verification;
    const call = { phone: request.phone, requestId, ...this.contentOf(request, verification) };
    const state = await this.voice.createOtpCall(call).then(
      (placed) => placed.state,
      (error: unknown) => {
        if (error instanceof EsmsVoiceError && error.outcome === 'unknown') return 'unknown' as const;
        throw error;
      },
    );
    const isSameCode = before?.windowId === verification.windowId;
    this.events.tell(isSameCode ? 'called-again' : 'called', verification, at, { requestId });
    return { requestId, state, reason: null };
  }

  private contentOf({ phone, purpose, content }: StartRequest, { windowId }: Verification): { content: string } {
    const { keys, shape, purposes } = this.options;
    return spokenContent(content, keys.codeOf({ windowId, phone, purpose }, shape), purposes?.get(purpose) ?? '');
  }

  /** What only records is told and written down. */
  private async record({ verification, at }: Ringing, overruled: readonly GateBreach[]): Promise<void> {
    for (const { rule, reason } of overruled) {
      this.events.tell('would-limit', verification, at, { rule, reason });
      await this.options.store.note(verification.id, { at, what: 'would-limit', why: rule });
    }
  }

  /** A store that fails keeps the count: the error that is told is the first one. */
  private async takeBack({ verification, before, at }: Ringing, error: unknown): Promise<void> {
    const { id, requestId } = verification;
    const entry = entryOf(error, at);
    this.events.tell(entry.what, verification, at, { rule: entry.why, reason: reasonOf(error), requestId });
    await this.options.store.takeBack({ id, at, requestId, before, entry }).catch(() => undefined);
  }
}

const toCallToPlace = ({ request, verification, at }: Ringing): CallToPlace => ({
  requestId: verification.requestId,
  verificationId: verification.id,
  phone: request.phone,
  prefix: prefixOf(request.phone),
  purpose: request.purpose,
  lane: verification.lane,
  ip: request.ip,
  userId: request.userId,
  at,
});

const refused = ({ rule, reason, retryAfterMs }: GateBreach): VerificationLimitedError =>
  new VerificationLimitedError(rule, retryAfterMs ?? null, reason);

const entryOf = (error: unknown, at: number): TimelineEntry =>
  error instanceof VerificationLimitedError
    ? { at, what: 'limited', why: error.rule }
    : { at, what: 'not-called', why: error instanceof EsmsVoiceError ? error.code : 'ERROR' };

const reasonOf = (error: unknown): string | null => (error instanceof VerificationLimitedError ? error.reason : null);
