import type { ApplicationConfig } from '@nestjs/core';
import type { CallbackAccounts } from '../callbacks/callback-accounts.js';
import { CallbackReceiver, type CallbackReceiverParts } from '../callbacks/callback-receiver.js';
import { CallbackUrlSigner } from '../callbacks/callback-url.js';
import { Quarantine } from '../callbacks/quarantine.js';
import { CallEvents } from '../events/call-events.js';
import type { CallObservers } from '../events/call-observers.js';
import type { CallHandlers } from '../events/call-handlers.js';
import { EventDelivery } from '../events/event-delivery.js';
import { GatewayClient } from '../gateway/gateway-client.js';
import { GatewayQuestions } from '../gateway/gateway-questions.js';
import type { GatewayHttpService, TransportOptions } from '../gateway/http-service.js';
import { CallJournal } from '../journal/call-journal.js';
import { DataKeys } from '../journal/data-keys.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import { RingOnce } from '../ring-once/ring-once.js';
import { BalanceWatch } from '../settlement/balance-watch.js';
import { CallQuestions } from '../settlement/call-questions.js';
import { NoAnswerProbe } from '../settlement/no-answer-probe.js';
import { Pace } from '../settlement/pace.js';
import { SentCallLists } from '../settlement/sent-call-lists.js';
import { Settler } from '../settlement/settler.js';
import { CallForgetting } from '../voice/call-forgetting.js';
import { CallInquiries } from '../voice/call-inquiries.js';
import { CallPlacement, type CallPlacementParts } from '../voice/call-placement.js';
import { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { QueuedCalls, type QueuedCallParts } from '../voice/queued-calls.js';
import { logLowBalance } from './log-low-balance.js';
import { logHandlerFailure } from './log-handler-failure.js';
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
  readonly handlers: CallHandlers;
  readonly observers: CallObservers;
  readonly createTransport: CreateTransport;
}

/** Puts the parts of one account together. */
export function createVoiceService(options: ResolvedOptions, around: Surroundings): EsmsVoiceService {
  const { account, createTransport, observers } = around;
  const { hosts, credentials, limits } = options;
  const dataKeys = createDataKeys(options);
  const events = new CallEvents(observers);
  const delivery = new EventDelivery(account, around.handlers, options.handlers, events, observers);
  const journal = new CallJournal(options.journal ?? new InMemoryCallJournal(), delivery);
  delivery.use(journal);
  delivery.failures.subscribe(logHandlerFailure);
  delivery.failures.subscribe(observers.onHandlerFailure);
  const transport = createTransport(options.transport);
  const client = new GatewayClient(transport.http, limits.timeoutMs);
  const gateway = new GatewayQuestions(client, hosts, credentials);
  const settlement = createSettlement(options, { account, journal, dataKeys, gateway });
  receiveCallbacks(options, around, { account, journal, dataKeys, observers, onReport: settlement.onReport });
  const ringOnce = new RingOnce(journal, limits, options.hooks, observers);
  const placement = createPlacement(options, around, { journal, dataKeys, ringOnce, client });
  return new EsmsVoiceService({
    account,
    rules: options.rules,
    hosts: options.hosts,
    journal,
    placement,
    queuedCalls: createQueuedCalls(options, { account, journal, placement, ringOnce, observers, dataKeys }),
    inquiries: new CallInquiries({ account, journal, gateway, questions: settlement.questions }),
    forgetting: new CallForgetting(account, journal, dataKeys),
    events,
    delivery,
    settler: settlement.settler,
    probe: settlement.probe,
    balanceWatch: createBalanceWatch(options, { account, gateway, events }),
    ringOnce,
    client,
    transport,
  });
}

function createPlacement(
  options: ResolvedOptions,
  around: Surroundings,
  made: Pick<CallPlacementParts, 'journal' | 'dataKeys' | 'ringOnce' | 'client'>,
): CallPlacement {
  const { hosts, credentials, rules, sandbox, limits, settlement } = options;
  return new CallPlacement({
    account: around.account,
    hosts,
    credentials,
    rules,
    sandbox,
    deadlineMs: limits.deadlineMs,
    askAfterDeadlineMs: settlement.afterDeadlineMs,
    ...made,
    callbackUrls: createCallbackUrls(options, around),
  });
}

const createQueuedCalls = (
  { dataKeys, limits, settlement }: ResolvedOptions,
  made: Pick<QueuedCallParts, 'account' | 'journal' | 'placement' | 'ringOnce' | 'observers' | 'dataKeys'>,
): QueuedCalls =>
  new QueuedCalls({
    ...made,
    hasLastingKeys: dataKeys !== null,
    deadlineMs: limits.deadlineMs,
    askAfterDeadlineMs: settlement.afterDeadlineMs,
  });

interface SettlementNeeds extends Pick<CallbackReceiverParts, 'account' | 'journal' | 'dataKeys'> {
  readonly gateway: GatewayQuestions;
}

interface Settlement extends Pick<CallbackReceiverParts, 'onReport'> {
  readonly questions: CallQuestions;
  readonly probe: NoAnswerProbe;
  readonly settler: Settler;
}

function createSettlement({ settlement }: ResolvedOptions, needs: SettlementNeeds): Settlement {
  const { account, journal, dataKeys, gateway } = needs;
  const { giveUpAfterMs } = settlement;
  const probe = new NoAnswerProbe(journal, gateway);
  const pace = new Pace(settlement.perSecond);
  const { turn } = pace;
  const lists = new SentCallLists(gateway, turn);
  const asking = { account, journal, dataKeys, questions: gateway, lists, probe, giveUpAfterMs, turn };
  const questions = new CallQuestions(asking);
  const settler = new Settler({ account, journal, questions, pace }, settlement);
  return {
    questions,
    probe,
    settler,
    onReport: (record, result, family) => {
      if (result === 'unconfirmed') settler.wake();
      if (result === 'moved' && family === 'sms') probe.ask(record);
    },
  };
}

function receiveCallbacks(
  { callback }: ResolvedOptions,
  { account, accounts }: Surroundings,
  parts: Pick<CallbackReceiverParts, 'account' | 'journal' | 'dataKeys' | 'observers' | 'onReport'>,
): void {
  const quarantine = new Quarantine(account, parts.journal, parts.dataKeys);
  const confirm = callback?.confirm ?? false;
  const count = accounts.counter.noteReceived.bind(accounts.counter, account);
  const receiver = new CallbackReceiver({ ...parts, quarantine, confirm, count });
  accounts.add({ name: account, keys: callback?.keys ?? [], receiver, quarantine });
}

function createBalanceWatch(
  { balance }: ResolvedOptions,
  { account, gateway, events }: { account: string; gateway: GatewayQuestions; events: CallEvents },
): BalanceWatch | null {
  if (!balance) return null;
  const watch = new BalanceWatch(gateway, balance);
  watch.changes.subscribe((state) => logLowBalance(account, state));
  events.stream.subscribe(({ call }) => watch.notePrice(call.price));
  return watch;
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
