import { Injectable } from '@nestjs/common';
import type { HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import type { EsmsHealth } from './esms-health.js';
import type { EsmsHealthReport } from './health-report.js';

/**
 * Health of the application's calls for `@nestjs/terminus`. What the gateway says degrades and no more: the status stays `up`
 * with `state: 'degraded'` and its reasons, for restarting this process would help nobody. Stores of its own that fail are `down`.
 */
@Injectable()
export class EsmsHealthIndicator {
  /** @internal The module makes it. */
  constructor(
    private readonly health: EsmsHealth,
    private readonly results: HealthIndicatorService,
  ) {}

  /** Everything that calls depend on: gateway, keys, breaker, balance, callbacks, and the stores. */
  async check<Key extends string = 'esms'>(key: Key = 'esms' as Key): Promise<HealthIndicatorResult<Key>> {
    return this.toResult(key, await this.health.report());
  }

  /** Whether this process can take work on: its own stores alone. */
  async readiness<Key extends string = 'esms'>(key: Key = 'esms' as Key): Promise<HealthIndicatorResult<Key>> {
    return this.toResult(key, await this.health.storesReport());
  }

  /** Whether this process lives: it asks nobody, so that no outage elsewhere has it restarted. */
  liveness<Key extends string = 'esms'>(key: Key = 'esms' as Key): HealthIndicatorResult<Key> {
    return this.results.check(key).up();
  }

  /** The same as {@link check}, for a health page of one's own. */
  report(): Promise<EsmsHealthReport> {
    return this.health.report();
  }

  private toResult<Key extends string>(
    key: Key,
    { state, reasons, parts }: EsmsHealthReport,
  ): HealthIndicatorResult<Key> {
    const session = this.results.check(key);
    const states = Object.fromEntries(Object.entries(parts).map(([part, each]) => [part, each.state]));
    const data = { state, reasons, ...states };
    return state === 'down' ? session.down(data) : session.up(data);
  }
}
