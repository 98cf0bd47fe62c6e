import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { Public } from '../access/public.decorator.js';

type Status = 'ok' | 'degraded' | 'down';

interface Health {
  readonly status: Status;
  readonly journal: { readonly status: Status };
  readonly balance: { readonly status: Status; readonly callsLeft: number | null };
}

/**
 * Whether this process can work. What the gateway says degrades it and no more: restarting us would help nobody. Only our
 * own store failing is 503.
 */
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly voice: EsmsVoiceService) {}

  @Get()
  async health(@Res({ passthrough: true }) reply: { status(code: number): unknown }): Promise<Health> {
    const journal = await this.journal();
    const balance = this.balance();
    if (journal === 'down') reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    const status = journal === 'down' ? 'down' : balance.status;
    return { status, journal: { status: journal }, balance };
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
