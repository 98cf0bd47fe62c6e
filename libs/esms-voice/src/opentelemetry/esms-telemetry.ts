import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import type { Meter } from '@opentelemetry/api';
import type { EsmsCallbacks } from '../callbacks/esms-callbacks.js';
import { findDispatchers } from '../dispatch/find-dispatchers.js';
import type { EsmsCarrierWatch } from '../events/carrier-watch.js';
import type { EsmsVoiceAccounts } from '../module/esms-voice-accounts.js';
import { findProvider } from '../module/find-provider.js';
import { EsmsVerificationService } from '../verification/esms-verification.service.js';
import { CallMetrics } from './call-metrics.js';
import { CallTracing } from './call-tracing.js';
import { observeDispatch } from './dispatch-metrics.js';
import { OTHER } from './labels.js';
import { findMeter, findTracer } from './registered.js';
import { observeStanding } from './standing-metrics.js';
import type { EsmsTelemetryOptions } from './telemetry-options.js';
import { countVerifications } from './verification-metrics.js';

/** What telemetry is about. */
export interface TelemetryParts {
  readonly options: EsmsTelemetryOptions;
  readonly accounts: EsmsVoiceAccounts;
  readonly callbacks: EsmsCallbacks;
  readonly watch: EsmsCarrierWatch;
  readonly modules: ModuleRef;
}

/** Has the application's calls traced and counted by the OpenTelemetry SDK that is registered; without one it watches nothing. */
@Injectable()
export class EsmsTelemetry implements OnModuleInit, OnApplicationShutdown {
  private endings: (() => void)[] = [];
  private isOver = false;

  /** @internal The module makes it. */
  constructor(private readonly parts: TelemetryParts) {}

  /** Nest calls it. */
  onModuleInit(): void {
    const { options, accounts, watch } = this.parts;
    if (options.watchOwnCalls ?? true)
      this.endings.push(
        accounts.observe({ onStep: (call) => watch.take({ type: call.state, at: call.updatedAt, call }) }),
      );
    if (options.ready)
      void options.ready.then(
        () => this.begin(),
        () => undefined,
      );
    else this.begin();
  }

  /** Nest calls it. */
  onApplicationShutdown(): void {
    this.isOver = true;
    for (const end of this.endings.splice(0)) end();
  }

  private begin(): void {
    if (this.isOver) return;
    const { options, accounts } = this.parts;
    const tracer = findTracer(options);
    const meter = findMeter(options);
    if (tracer) this.endings.push(accounts.observe(new CallTracing(tracer)));
    if (meter) this.measure(meter);
  }

  private measure(meter: Meter): void {
    const { accounts, callbacks, watch, modules } = this.parts;
    const names = accounts.all.map(({ account }) => account);
    const accountLabel = (account: string): string => (names.includes(account) ? account : OTHER);
    const calls = new CallMetrics(meter, accountLabel);
    const { inFlight } = calls;
    observeStanding(meter, { services: () => accounts.all, callbacks, watch, inFlight, accountLabel });
    const verification = findProvider(modules, EsmsVerificationService);
    this.endings.push(
      accounts.observe(calls),
      observeDispatch(meter, findDispatchers(modules, names)),
      ...(verification ? [countVerifications(meter, verification.events)] : []),
    );
  }
}
