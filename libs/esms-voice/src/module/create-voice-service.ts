import type { ApplicationConfig } from '@nestjs/core';
import type { CallbackAccounts } from '../callbacks/callback-accounts.js';
import { CallbackReceiver } from '../callbacks/callback-receiver.js';
import { CallbackUrlSigner } from '../callbacks/callback-url.js';
import { CallEvents } from '../events/call-events.js';
import { GatewayClient } from '../gateway/gateway-client.js';
import type { GatewayHttpService, TransportOptions } from '../gateway/http-service.js';
import { CallJournal } from '../journal/call-journal.js';
import { DataKeys } from '../journal/data-keys.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import { RingOnce } from '../ring-once/ring-once.js';
import { EsmsVoiceService } from '../voice/esms-voice.service.js';
import type { ResolvedOptions } from './resolved-options.js';

/** Makes the transport of one account; the testing module puts its own in its place. */
export type CreateTransport = (options: TransportOptions) => GatewayHttpService;

/** What an account's service needs from the application around it. */
export interface Surroundings {
  readonly account: string;
  /** Route of the webhook controller; without one no CallbackUrl is sent. */
  readonly webhookPath: string | null;
  readonly application: ApplicationConfig;
  readonly accounts: CallbackAccounts;
  readonly createTransport: CreateTransport;
}

/** Puts the parts of one account together. */
export function createVoiceService(options: ResolvedOptions, around: Surroundings): EsmsVoiceService {
  const { account, accounts, createTransport } = around;
  const dataKeys = createDataKeys(options);
  const events = new CallEvents();
  const journal = new CallJournal(options.journal ?? new InMemoryCallJournal(), (record) => events.publish(record));
  const receiver = new CallbackReceiver(account, journal, dataKeys);
  accounts.add({ name: account, keys: options.callback?.keys ?? [], receiver });
  const transport = createTransport(options.transport);
  const { restUrl, credentials, rules, sandbox, limits } = options;
  return new EsmsVoiceService({
    account,
    restUrl,
    credentials,
    rules,
    sandbox,
    deadlineMs: limits.deadlineMs,
    journal,
    events,
    dataKeys,
    ringOnce: new RingOnce(journal, limits, options.hooks),
    client: new GatewayClient(transport.http),
    transport,
    callbackUrls: createCallbackUrls(options, around),
  });
}

function createDataKeys({ dataKeys, callback }: ResolvedOptions): DataKeys {
  if (dataKeys) return new DataKeys(dataKeys);
  return callback ? new DataKeys(callback.keys) : DataKeys.random();
}

function createCallbackUrls(options: ResolvedOptions, around: Surroundings): CallbackUrlSigner | null {
  const { account, webhookPath, application } = around;
  const { publicUrl = null, keys } = options.callback ?? {};
  if (publicUrl === null || webhookPath === null || !keys) return null;
  return new CallbackUrlSigner({ account, publicUrl, path: webhookPath, keys }, application);
}
