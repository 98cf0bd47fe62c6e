import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { AccountNotFoundError, AccountUnavailableError, EsmsVoiceOptionsError } from '../errors/errors.js';
import type { CallObserver } from '../events/call-observer.js';
import { CallObservers } from '../events/call-observers.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import type { AccountReference, ResolveAccount, RuntimeAccount } from './esms-voice-options.js';

/** How a runtime account becomes a service. */
export interface RuntimeAccountSource {
  readonly resolve: ResolveAccount;
  readonly create: (account: RuntimeAccount) => EsmsVoiceService;
}

type Lookup = Promise<EsmsVoiceService | null>;

/** Anybody may send a key id. What the application itself asks for has no bound, and waits for no stranger. */
const MAX_KEY_LOOKUPS = 16;
const MAX_STRANGERS = 10_000;
const STRANGER_MS = 30_000;

/**
 * The accounts of an application by name: those that a module was configured for, and those that `accounts.resolve` finds
 * at run time. A resolved account is kept for the life of the application.
 */
@Injectable()
export class EsmsVoiceAccounts implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  /** @internal What the parts of every account tell. */
  readonly observers = new CallObservers();
  private readonly configured = new Map<string, EsmsVoiceService>();
  private readonly resolved = new Map<string, EsmsVoiceService>();
  private readonly lookups = { name: new Map<string, Lookup>(), keyId: new Map<string, Lookup>() };
  /** Key ids that led to no account, and until when they need not be asked about again. */
  private readonly strangers = new Map<string, number>();
  private source: RuntimeAccountSource | null = null;
  private isRunning = false;
  private isStopping = false;

  /**
   * The service of an account, resolved where it is not known yet.
   * @throws AccountNotFoundError where there is none of this name; AccountUnavailableError where the resolver failed.
   */
  async get(name: string): Promise<EsmsVoiceService> {
    const known = this.configured.get(name) ?? this.resolved.get(name);
    const service = known ?? (await this.lookUp({ name }));
    if (!service) throw new AccountNotFoundError();
    return service;
  }

  /** The services of the accounts that modules were configured for. */
  get all(): readonly EsmsVoiceService[] {
    return [...this.configured.values()];
  }

  /** Watches the calls of all accounts, for traces and metrics. Returns what ends it. */
  observe(observer: CallObserver): () => void {
    return this.observers.add(observer);
  }

  /** @internal Looks for the account of a key id; whether there is one. */
  async resolveKey(keyId: string): Promise<boolean> {
    if (!this.source || this.isStranger(keyId)) return false;
    if ((await this.lookUp({ keyId })) !== null) return true;
    if (this.strangers.size >= MAX_STRANGERS) this.strangers.clear();
    this.strangers.set(keyId, Date.now() + STRANGER_MS);
    return false;
  }

  /** @internal */
  add(service: EsmsVoiceService): void {
    this.configured.set(service.account, service);
  }

  /** @internal @throws EsmsVoiceOptionsError where another module has one already. */
  resolveWith(source: RuntimeAccountSource): void {
    if (this.source) throw new EsmsVoiceOptionsError(['accounts: are resolved by another module already']);
    this.source = source;
  }

  /** Nest calls it. */
  onApplicationBootstrap(): void {
    this.isRunning = true;
    for (const service of this.resolved.values()) service.onApplicationBootstrap();
  }

  /** Nest calls it. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await Promise.all([...this.resolved.values()].map((service) => service.beforeApplicationShutdown()));
  }

  /** Nest calls it. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.resolved.values()].map((service) => service.onApplicationShutdown()));
  }

  private isStranger(keyId: string): boolean {
    return (this.strangers.get(keyId) ?? 0) > Date.now();
  }

  /** Two that ask for one account at once share the answer. */
  private lookUp(reference: AccountReference): Lookup {
    const isNamed = 'name' in reference;
    const key = isNamed ? reference.name : reference.keyId;
    const lookups = isNamed ? this.lookups.name : this.lookups.keyId;
    const running = lookups.get(key);
    if (running) return running;
    if (!isNamed && lookups.size >= MAX_KEY_LOOKUPS) return Promise.reject(new AccountUnavailableError());
    const lookup = this.ask(reference).finally(() => lookups.delete(key));
    lookups.set(key, lookup);
    return lookup;
  }

  private async ask(reference: AccountReference): Promise<EsmsVoiceService | null> {
    const account = await this.resolve(reference);
    if (!account) return null;
    const known = this.configured.get(account.name) ?? this.resolved.get(account.name);
    return known ?? this.create(account);
  }

  private async resolve(reference: AccountReference): Promise<RuntimeAccount | null> {
    try {
      return (await this.source?.resolve(reference)) ?? null;
    } catch (error) {
      throw new AccountUnavailableError(error);
    }
  }

  private create(account: RuntimeAccount): EsmsVoiceService {
    const service = this.source!.create(account);
    this.resolved.set(account.name, service);
    // One that the last callbacks lead to stores them, and begins nothing: nobody would end it.
    if (this.isStopping) void service.beforeApplicationShutdown();
    else if (this.isRunning) service.onApplicationBootstrap();
    return service;
  }
}
