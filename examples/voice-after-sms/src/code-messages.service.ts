import { Injectable } from '@nestjs/common';
import { randomInt, randomUUID } from 'node:crypto';
import { DuplicateRequestError, EsmsVoiceService, otpSentence } from 'nestjs-esms-voice';
import { SmsSender } from './sms-sender.js';

/** A code that may still be typed. */
interface SentCode {
  readonly phone: string;
  readonly code: string;
  readonly expiresAt: number;
}

const LIFETIME_MS = 180_000;

/** Sends a code by SMS, and speaks it where the SMS fails. */
@Injectable()
export class CodeMessages {
  private readonly open = new Map<string, SentCode>();

  constructor(
    private readonly sms: SmsSender,
    private readonly voice: EsmsVoiceService,
  ) {}

  /** @returns the id of the message; keep the code, hashed, where the user's input is checked. */
  async send(phone: string): Promise<string> {
    const messageId = randomUUID();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    this.forgetOld();
    this.open.set(messageId, { phone, code, expiresAt: Date.now() + LIFETIME_MS });
    // Whether the provider throws now or reports later, the fallback is the same, and rings once for both.
    await this.sms.send({ messageId, phone, text: `Mã của bạn là ${code}` }).catch(() => this.onFailed(messageId));
    return messageId;
  }

  /** The hook: call it for each report of failure, as often as your provider tells it. */
  async onFailed(messageId: string): Promise<void> {
    const sent = this.open.get(messageId);
    if (!sent || sent.expiresAt < Date.now()) return;
    const { phone, code } = sent;
    // The request id is made of the message's: one message rings one time, in whatever process its report arrives.
    const call = { phone, ...otpSentence({ code }), requestId: `sms-${messageId}` };
    await this.voice.createOtpCall(call).catch(ignoreRepeat);
  }

  /** The SMS arrived: a late report of failure rings nobody. */
  onDelivered(messageId: string): void {
    this.open.delete(messageId);
  }

  private forgetOld(): void {
    for (const [id, { expiresAt }] of this.open) if (expiresAt < Date.now()) this.open.delete(id);
  }
}

function ignoreRepeat(error: unknown): void {
  if (!(error instanceof DuplicateRequestError)) throw error;
}
