import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { EsmsVerificationService } from 'nestjs-esms-voice/verification';
import { Public } from '../access/public.decorator.js';
import { REDIS } from '../redis/redis.module.js';

type Status = 'ok' | 'degraded' | 'down';

interface Health {
  readonly status: Status;
  readonly journal: { readonly status: Status };
  readonly verification: { readonly status: Status; readonly testNumbers: number };
  readonly balance: { readonly status: Status; readonly callsLeft: number | null };
}

/** Longer than a Redis that lives takes to answer a ping. */
const PING_MS = 1_000;

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
    @Inject(REDIS) private readonly redis: Redis | null,
  ) {}

  @Get()
  async health(@Res({ passthrough: true }) reply: { status(code: number): unknown }): Promise<Health> {
    const [journal, store] = await Promise.all([this.journal(), this.verificationStore()]);
    const balance = this.balance();
    const isDown = journal === 'down' || store === 'down';
    if (isDown) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    const verification = { status: store, testNumbers: this.verification.testNumberCount };
    return { status: isDown ? 'down' : balance.status, journal: { status: journal }, verification, balance };
  }

  private verificationStore(): Promise<Status> {
    if (!this.redis) return Promise.resolve('ok');
    const late = new Promise<Status>((resolve) => setTimeout(resolve, PING_MS, 'down').unref());
    return Promise.race([
      late,
      this.redis.ping().then(
        (): Status => 'ok',
        (): Status => 'down',
      ),
    ]);
  }

  private journal(): Promise<Status> {
    return this.voice.listCalls({ limit: 1 }).then(
      () => 'ok',
      () => 'down',
    );
  }

  private balance(): Health['balance'] {
    const { level = 'unknown', callsLeft = null } = this.voice.balanceState ?? {};
    return { status: level === 'low' ? 'degraded' : 'ok', callsLeft };
  }
}
