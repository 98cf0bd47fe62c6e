import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { EsmsDispatcher, type DispatchCounts } from 'nestjs-esms-voice/dispatch';
import {
  EsmsHealthIndicator,
  type EsmsHealthReport,
  type HealthPart,
  type HealthState,
} from 'nestjs-esms-voice/terminus';
import { EsmsVerificationService } from 'nestjs-esms-voice/verification';
import { Public } from '../access/public.decorator.js';

interface Standing {
  readonly status: HealthState;
}

interface Health extends Standing {
  readonly reasons: EsmsHealthReport['reasons'];
  readonly journal: Standing;
  readonly verification: Standing & { readonly testNumbers: number };
  readonly dispatch: Standing & Partial<DispatchCounts>;
  readonly balance: Standing & { readonly callsLeft: number | null };
  readonly gateway: Standing;
  readonly breaker: Standing;
  readonly callbacks: Standing;
}

/** Longer than a Redis that lives takes to answer. */
const ANSWER_MS = 1_000;

/**
 * Whether this process can work. What the gateway says degrades it and no more: restarting us would help nobody. Only our
 * own stores failing is 503.
 */
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly indicator: EsmsHealthIndicator,
    private readonly voice: EsmsVoiceService,
    private readonly verification: EsmsVerificationService,
    private readonly dispatcher: EsmsDispatcher,
  ) {}

  @Get()
  async health(@Res({ passthrough: true }) reply: { status(code: number): unknown }): Promise<Health> {
    const [{ state, reasons, parts }, counts] = await Promise.all([this.indicator.report(), this.counts()]);
    if (state === 'down') reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    const standing = (part: HealthPart): Standing => ({ status: parts[part]?.state ?? 'ok' });
    return {
      status: state,
      reasons,
      journal: standing('journal'),
      verification: { ...standing('verification'), testNumbers: this.verification.testNumberCount },
      dispatch: { ...standing('dispatch'), ...counts },
      balance: { ...standing('balance'), callsLeft: this.voice.balanceState?.callsLeft ?? null },
      gateway: standing('gateway'),
      breaker: standing('breaker'),
      callbacks: standing('callbacks'),
    };
  }

  /** Whether the queue fails is the indicator's to say. */
  private counts(): Promise<DispatchCounts | null> {
    const late = new Promise<null>((resolve) => setTimeout(resolve, ANSWER_MS, null).unref());
    return Promise.race([this.dispatcher.counts().catch(() => null), late]);
  }
}
