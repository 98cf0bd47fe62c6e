import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { SETTINGS, type Settings } from '../settings/settings.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const INTERVAL_MS = 60 * 60 * 1000;
const AT_ONCE = 1_000;

/** Forgets calls that have long been at rest, every hour. Redis and memory forget by themselves; Postgres does not. */
@Injectable()
export class OldCalls implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('OldCalls');
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly voice: EsmsVoiceService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.databaseUrl === null) return;
    this.timer = setInterval(() => void this.forget(), INTERVAL_MS).unref();
    void this.forget();
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    clearInterval(this.timer);
  }

  /** A journal that fails is asked again in an hour. */
  private async forget(): Promise<void> {
    const before = new Date(Date.now() - this.settings.callsKeptDays * DAY_MS);
    try {
      let forgotten = AT_ONCE;
      while (forgotten === AT_ONCE && !this.isStopping)
        forgotten = await this.voice.purgeCalls({ before, limit: AT_ONCE });
    } catch (error) {
      this.logger.warn(`Old calls are still there: ${(error as { code?: string }).code ?? 'the journal fails'}`);
    }
  }
}
