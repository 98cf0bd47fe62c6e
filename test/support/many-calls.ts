import type { TestDatabase } from './postgres.js';

/** The id of the gateway that the call of this number has. */
export const callIdOf = (number: number): string => `call-id-${number}`;

/** The request id that the call of this number has: as a UUIDv7, it sorts by time. */
export const requestIdOf = (number: number): string => `request-${String(number).padStart(8, '0')}`;

const FIRST_AT = Date.UTC(2026, 0, 1);

/** When the call of this number was written down: one a second. */
export const createdAtOf = (number: number): Date => new Date(FIRST_AT + number * 1_000);

/** How many calls were placed to each phone. */
const CALLS_A_NUMBER = 10;

/** The keyed hash of the number that this call went to. */
export const phoneHashOf = (number: number): string => `k1:phone-${Math.floor(number / CALLS_A_NUMBER)}`;

/** A tenth of these calls is still to be asked about, a hundredth owes a step; the rest is closed. */
const INSERT = `
  INSERT INTO calls (account, request_id, kind, phone, phone_hash, request_hash, sandbox, max_retry, created_at, call_id,
    price, state, attempts, history, deadline_at, ask_from, ask_at, owed, handle_at, updated_at, version)
  SELECT 'default', 'request-' || lpad(n::text, 8, '0'), 'otp', '090****484', 'k1:phone-' || n / ${CALLS_A_NUMBER},
    'k1:0123456789abcdefghijklmnopqrstuv', false, 0, at, 'call-id-' || n, 850,
    CASE WHEN n % 10 = 0 THEN 'accepted' ELSE 'delivered' END,
    json_build_array(json_build_object('startedAt', at, 'result', 'accepted', 'gatewayCode', '100')),
    json_build_array(json_build_object('at', at, 'state', 'pending', 'source', 'service'),
      json_build_object('at', at, 'state', 'accepted', 'source', 'reply'),
      json_build_object('at', at, 'state', 'delivered', 'source', 'callback')),
    at, at, CASE WHEN n % 10 = 0 THEN at END, '[]', CASE WHEN n % 100 = 1 THEN at END, at, 4
  FROM (SELECT n, timestamptz '2026-01-01Z' + n * interval '1 second' AS at FROM generate_series(1, $1::int) n) made`;

/** Writes so many calls, and has the planner count them. */
export async function insertMany(database: TestDatabase, count: number): Promise<void> {
  await database.ask(INSERT, [count]);
  await database.ask('VACUUM ANALYZE calls');
}
