import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import type { EsmsDispatcher } from '../dispatch/esms-dispatcher.js';
import { findDispatchers } from '../dispatch/find-dispatchers.js';
import type { EsmsVoiceAccounts } from '../module/esms-voice-accounts.js';
import { findProvider } from '../module/find-provider.js';
import { EsmsVerificationService } from '../verification/esms-verification.service.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { CallbackFlow } from './callback-flow.js';
import { GatewayProbe } from './gateway-probe.js';
import {
  degraded,
  down,
  OK,
  toReport,
  worstOf,
  type EsmsHealthReport,
  type HealthReason,
  type PartHealth,
} from './health-report.js';
import type { ResolvedHealthOptions } from './health-options.js';
import { inTime } from '../voice/in-time.js';

/** Looks at what the application's calls depend on. */
export class EsmsHealth implements OnModuleInit, OnApplicationShutdown {
  private readonly flow: CallbackFlow;
  private readonly probes = new Map<string, GatewayProbe>();
  private dispatchers: readonly EsmsDispatcher[] = [];
  private verification: EsmsVerificationService | null = null;
  private stopWatching = (): void => undefined;

  constructor(
    private readonly options: ResolvedHealthOptions,
    private readonly accounts: EsmsVoiceAccounts,
    private readonly modules: ModuleRef,
  ) {
    this.flow = new CallbackFlow(options);
  }

  onModuleInit(): void {
    const names = this.accounts.all.map(({ account }) => account);
    this.dispatchers = findDispatchers(this.modules, names);
    this.verification = findProvider(this.modules, EsmsVerificationService);
    if (this.options.expectCallbacks) this.stopWatching = this.accounts.observe(this.flow);
  }

  onApplicationShutdown(): void {
    this.stopWatching();
  }

  /** Everything: the gateway's part never makes it `down`. */
  async report(): Promise<EsmsHealthReport> {
    const [gateway, stores] = await Promise.all([this.gateway(), this.stores()]);
    const services = this.accounts.all;
    const breaker = worstOf(services.map(breakerHealth));
    const balance = worstOf(services.map(balanceHealth));
    const callbacks = worstOf(services.filter(calledBack).map(({ account }) => this.flow.health(account)));
    return toReport({ ...gateway, breaker, balance, callbacks, ...stores });
  }

  /** What this process keeps calls and verifications in, and nothing else. */
  async storesReport(): Promise<EsmsHealthReport> {
    return toReport(await this.stores());
  }

  private async gateway(): Promise<EsmsHealthReport['parts']> {
    if (!this.options.askGateway) return {};
    return { gateway: worstOf(await Promise.all(this.accounts.all.map((service) => this.probeOf(service).health()))) };
  }

  private async stores(): Promise<EsmsHealthReport['parts']> {
    const { verification, dispatchers } = this;
    const [journal, codes, queue] = await Promise.all([
      this.storeHealth(
        () => Promise.all(this.accounts.all.map((each) => each.listCalls({ limit: 1 }))),
        'journal-fails',
      ),
      verification && this.storeHealth(() => verification.pingStore(), 'verification-store-fails'),
      this.storeHealth(() => Promise.all(dispatchers.map((each) => each.counts())), 'dispatch-queue-fails'),
    ]);
    return { journal, ...(codes && { verification: codes }), ...(dispatchers.length > 0 && { dispatch: queue }) };
  }

  private async storeHealth(question: () => Promise<unknown>, reason: HealthReason): Promise<PartHealth> {
    return inTime(Promise.resolve().then(question), this.options.answerMs).then(
      () => OK,
      () => down(reason),
    );
  }

  private probeOf(service: EsmsVoiceService): GatewayProbe {
    const known = this.probes.get(service.account);
    if (known) return known;
    const made = new GatewayProbe(service, this.options);
    this.probes.set(service.account, made);
    return made;
  }
}

const calledBack = ({ expectsCallbacks }: EsmsVoiceService): boolean => expectsCallbacks;

const breakerHealth = ({ breakers }: EsmsVoiceService): PartHealth =>
  Object.values(breakers).every((state) => state === 'closed') ? OK : degraded('breaker-open');

const balanceHealth = ({ balanceState }: EsmsVoiceService): PartHealth =>
  balanceState?.level === 'low' ? degraded('balance-low') : OK;
