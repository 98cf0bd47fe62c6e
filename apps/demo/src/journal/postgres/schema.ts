import type { CallKind, CallState, CallStanding } from 'nestjs-esms-voice';
import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, index, integer, numeric, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { attemptsColumn, historyColumn, moment, owedColumn, text, unconfirmedColumn } from './columns.js';

/** One row a call; the columns have the names of the record's fields. */
export const calls = pgTable(
  'calls',
  {
    account: text('account').notNull(),
    requestId: text('request_id').notNull(),
    kind: text('kind').$type<CallKind>(),
    phone: text('phone'),
    phoneHash: text('phone_hash'),
    requestHash: text('request_hash'),
    sandbox: boolean('sandbox').notNull(),
    campaignId: text('campaign_id'),
    maxRetry: integer('max_retry').notNull(),
    sendAt: moment('send_at'),
    createdAt: moment('created_at').notNull(),
    callId: text('call_id'),
    price: numeric('price', { mode: 'number' }),
    durationSeconds: doublePrecision('duration_seconds'),
    pressedKey: text('pressed_key'),
    callerNumber: text('caller_number'),
    state: text('state').$type<CallState>().notNull(),
    reason: text('reason').$type<CallStanding['reason']>(),
    attempts: attemptsColumn('attempts').notNull(),
    history: historyColumn('history').notNull(),
    deadlineAt: moment('deadline_at').notNull(),
    askFrom: moment('ask_from').notNull(),
    askAt: moment('ask_at'),
    unconfirmed: unconfirmedColumn('unconfirmed'),
    owed: owedColumn('owed').notNull(),
    handleAt: moment('handle_at'),
    updatedAt: moment('updated_at').notNull(),
    version: integer('version').notNull(),
    traceparent: text('traceparent'),
  },
  (call) => [
    primaryKey({ name: 'calls_pkey', columns: [call.account, call.requestId] }),
    index('calls_by_age').on(call.account, call.createdAt, call.requestId),
    index('calls_by_state').on(call.account, call.state, call.createdAt, call.requestId),
    index('calls_by_kind').on(call.account, call.kind, call.createdAt, call.requestId),
    index('calls_by_call_id')
      .on(call.account, sql`lower(${call.callId})`, call.createdAt)
      .where(sql`${call.callId} IS NOT NULL`),
    index('calls_to_ask')
      .on(call.account, call.askAt)
      .where(sql`${call.askAt} IS NOT NULL`),
    index('calls_to_handle')
      .on(call.account, call.handleAt)
      .where(sql`${call.handleAt} IS NOT NULL`),
    index('calls_by_phone')
      .on(call.account, call.phoneHash)
      .where(sql`${call.phoneHash} IS NOT NULL`),
    index('calls_at_rest')
      .on(call.account, call.updatedAt)
      .where(sql`${call.askAt} IS NULL AND ${call.handleAt} IS NULL`),
  ],
);

/** Callbacks that are kept aside, sealed; the id sorts by time. A thousand at most, so it needs no other index. */
export const quarantinedCallbacks = pgTable(
  'quarantined_callbacks',
  {
    id: text('id').notNull(),
    account: text('account').notNull(),
    requestId: text('request_id').notNull(),
    at: moment('at').notNull(),
    reason: text('reason').notNull(),
    sealed: text('sealed').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (callback) => [primaryKey({ name: 'quarantined_callbacks_pkey', columns: [callback.id] })],
);
