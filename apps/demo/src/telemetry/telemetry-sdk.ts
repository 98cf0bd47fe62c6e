import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings/settings.js';
import type { RunningSdk } from './running-sdk.js';

/** OpenTelemetry's SDK, loaded once the demo listens: loading it takes longer than all the rest of a start. */
@Injectable()
export class TelemetrySdk implements OnApplicationShutdown {
  /** Resolves once the SDK is registered; stays open where it is disabled. */
  readonly ready: Promise<void>;
  private isReady!: () => void;
  private running: Promise<RunningSdk> | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.ready = new Promise((resolve) => (this.isReady = resolve));
  }

  /** Loads and registers it. */
  begin(): void {
    if (this.settings.telemetry.isEnabled) void this.start().catch(tellFailure);
  }

  /** `null`: it is disabled. */
  async metricsText(): Promise<string | null> {
    if (!this.settings.telemetry.isEnabled) return null;
    const { metricsText } = await this.start();
    return metricsText();
  }

  async onApplicationShutdown(): Promise<void> {
    const running = await this.running?.catch(() => null);
    await running?.stop();
  }

  private start(): Promise<RunningSdk> {
    this.running ??= this.load();
    return this.running;
  }

  private async load(): Promise<RunningSdk> {
    const { telemetry } = this.settings;
    const sends = telemetry.sendsTraces || telemetry.sendsMetrics;
    const running = sends
      ? (await import('./start-node-sdk.js')).startNodeSdk(telemetry)
      : (await import('./start-metrics.js')).startMetrics();
    this.isReady();
    // Whoever waited for it has begun by then.
    await this.ready;
    return running;
  }
}

const tellFailure = (error: unknown): void =>
  new Logger('Telemetry').error(`OpenTelemetry did not start: ${error instanceof Error ? error.name : 'an error'}`);
