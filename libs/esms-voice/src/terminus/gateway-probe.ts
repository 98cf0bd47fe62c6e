import { GatewayRefusedError } from '../errors/errors.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { degraded, OK, type PartHealth } from './health-report.js';
import type { ResolvedHealthOptions } from './health-options.js';
import { inTime } from '../voice/in-time.js';

const KEYS_REFUSED = '101';

/** Asks the gateway for the balance now and then, which costs nothing and needs good keys. */
export class GatewayProbe {
  private latest: PartHealth | null = null;
  private askedAt = -Infinity;
  private asking: Promise<void> = Promise.resolve();

  constructor(
    private readonly service: EsmsVoiceService,
    private readonly options: Pick<ResolvedHealthOptions, 'answerMs' | 'askGatewayEveryMs'>,
  ) {}

  /** What the gateway said last; only the first question is waited for, and not for long. */
  async health(now = Date.now()): Promise<PartHealth> {
    if (now - this.askedAt >= this.options.askGatewayEveryMs) {
      this.askedAt = now;
      this.asking = this.ask();
    }
    if (!this.latest) await inTime(this.asking, this.options.answerMs).catch(() => undefined);
    return this.latest ?? degraded('gateway-silent');
  }

  private async ask(): Promise<void> {
    this.latest = await this.service.getBalance().then(() => OK, healthAfter);
  }
}

function healthAfter(error: unknown): PartHealth {
  if (!(error instanceof GatewayRefusedError)) return degraded('gateway-silent');
  return degraded(error.gatewayCode === KEYS_REFUSED ? 'keys-refused' : 'gateway-refuses');
}
