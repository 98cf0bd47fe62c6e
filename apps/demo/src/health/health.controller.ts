import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { EsmsDispatcher, type DispatchCounts } from 'nestjs-esms-voice/dispatch';
import { EsmsVerificationService } from 'nestjs-esms-voice/verification';
import { Public } from '../access/public.decorator.js';
import { REDIS } from '../redis/redis.module.js';

type Status = 'ok' | 'degraded' | 'down';

interface Health {
  readonly status: Status;
  readonly journal: { readonly status: Status };
  readonly verification: { readonly status: Status; readonly testNumbers: number };
  readonly dispatch: { readonly status: Status } & Partial<DispatchCounts>;
  readonly balance: { readonly status: Status; readonly callsLeft: number | null };
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
    private readonly voice: EsmsVoiceService,
    private readonly verification: EsmsVerificationService,
    private readonly dispatcher: EsmsDispatcher,
    @Inject(REDIS) private readonly redis: Redis | null,
  ) {}

  @Get()
  async health(@Res({ passthrough: true }) reply: { status(code: number): unknown }): Promise<Health> {
    const [journal, store, counts] = await Promise.all([
      statusOf(this.voice.listCalls({ limit: 1 })),
      statusOf(this.redis?.ping()),
      inTime(this.dispatcher.counts()).catch(() => null),
    ]);
    const balance = this.balance();
    const isDown = journal === 'down' || store === 'down' || counts === null;
    if (isDown) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return {
      status: isDown ? 'down' : balance.status,
      journal: { status: journal },
      verification: { status: store, testNumbers: this.verification.testNumberCount },
      dispatch: { status: counts ? 'ok' : 'down', ...counts },
      balance,
    };
  }

  private balance(): Health['balance'] {
    const { level = 'unknown', callsLeft = null } = this.voice.balanceState ?? {};
    return { status: level === 'low' ? 'degraded' : 'ok', callsLeft };
  }
}

const statusOf = (question: Promise<unknown> | undefined): Promise<Status> =>
  inTime(question ?? Promise.resolve()).then(
    (): Status => 'ok',
    (): Status => 'down',
  );

/** Rejects where a store takes too long: whoever asks for the health has no time to wait. */
function inTime<T>(question: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, ANSWER_MS, new Error('late')).unref());
  return Promise.race([question, late]);
}
