import { randomBytes } from 'node:crypto';
import { Environment, isLoopback, MAKE_A_KEY } from './environment.js';
import { readDispatch } from './read-dispatch.js';
import { printedByNodeDebug } from './node-debug.js';
import { readTelemetry } from './read-telemetry.js';
import { LOG_LEVELS, type LiveGateway, type Role, type Settings } from './settings.js';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 3000;
const DEFAULT_WORKER_PORT = 3100;
const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);
const DEMO_API_KEY_MIN_LENGTH = 12;
const MAX_MS = 600_000;
const DEFAULT_LOW_BALANCE_CALLS = 100;
const DEFAULT_CALLS_KEPT_DAYS = 90;
const MAX_ASK_AFTER_MS = 86_400_000;

const MAKE_AN_API_KEY = `node -p "crypto.randomBytes(24).toString('base64url')"`;

/** The settings, or every problem at once. */
export type SettingsReading = { readonly settings: Settings } | { readonly problems: readonly string[] };

/** Reads the demo's environment variables; they are listed in `.env.example`. */
export function readSettings(
  variables: Readonly<Record<string, string | undefined>>,
  role: Role = 'web',
): SettingsReading {
  const env = new Environment(variables);
  const host = env.text('HOST') ?? DEFAULT_HOST;
  const port = env.whole('PORT', 1, 65_535) ?? DEFAULT_PORT;
  const workerPort = env.whole('WORKER_PORT', 1, 65_535) ?? DEFAULT_WORKER_PORT;
  const gateway = readGateway(env);
  const callbackKeys = env.keys('CALLBACK_KEYS');
  const dataKeys = env.keys('DATA_KEYS');
  const databaseUrl = readDatabaseUrl(env);
  const redisUrl = env.serverUrl('REDIS_URL', ['redis:', 'rediss:']);
  const settings: Settings = {
    role,
    host,
    port: role === 'web' ? port : workerPort,
    gateway,
    sandbox: env.flag('ESMS_SANDBOX') ?? false,
    lowBalanceCalls: env.whole('ESMS_LOW_BALANCE_CALLS', 0, 1_000_000) ?? DEFAULT_LOW_BALANCE_CALLS,
    publicUrl: readPublicUrl(env) ?? localUrl(host, port),
    callbackKeys: callbackKeys ?? [{ id: 'demo', secret: randomBytes(32).toString('base64url') }],
    dataKeys: dataKeys ?? null,
    databaseUrl: databaseUrl?.href ?? null,
    redisUrl: redisUrl?.href ?? null,
    demoApiKey: readDemoApiKey(env) ?? null,
    logLevel: env.oneOf('LOG_LEVEL', LOG_LEVELS) ?? 'info',
    telemetry: readTelemetry(env),
    limits: readLimits(env),
    dispatch: readDispatch(env, redisUrl !== undefined),
    callsKeptDays: env.whole('CALLS_KEPT_DAYS', 1, 3_660) ?? DEFAULT_CALLS_KEPT_DAYS,
    settlement: readSettlement(env),
    warnings: dataKeys ? [] : warningsWithoutDataKeys(callbackKeys !== undefined, Boolean(databaseUrl ?? redisUrl)),
  };
  if (gateway || env.text('ESMS_API_KEY') || env.text('ESMS_SECRET_KEY')) requireLiveSettings(env, role);
  if (role === 'worker') requireWorkerSettings(env);
  if (gateway) refuseNodeDebug(env);
  if (role === 'web') requireKeyBeyondLoopback(env, settings);
  requireDataKeysFor(env, 'DATABASE_URL', databaseUrl);
  requireDataKeysFor(env, 'REDIS_URL', redisUrl);
  return env.problems.length > 0 ? { problems: env.problems } : { settings };
}

/** The address of the demo itself, as somebody on this machine writes it. */
export function localUrl(host: string, port: number): string {
  const name = EVERY_ADDRESS.has(host) ? DEFAULT_HOST : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

const DERIVED_DATA_KEYS =
  'DATA_KEYS is not set: the data keys are derived from the first of CALLBACK_KEYS, and rotating that one will reset ' +
  'the hashes of numbers and requests.';

const PASSING_DATA_KEYS =
  'DATA_KEYS and CALLBACK_KEYS are not set: after a restart, calls that are kept can neither be repeated nor erased by ' +
  'number, callbacks about them are refused, and calls that wait cannot be placed.';

function warningsWithoutDataKeys(hasCallbackKeys: boolean, outlivesProcess: boolean): string[] {
  if (hasCallbackKeys) return [DERIVED_DATA_KEYS];
  return outlivesProcess ? [PASSING_DATA_KEYS] : [];
}

function readGateway(env: Environment): LiveGateway | null {
  const apiKey = env.text('ESMS_API_KEY');
  const secretKey = env.text('ESMS_SECRET_KEY');
  const restUrl = env.url('ESMS_REST_URL');
  const voiceUrl = env.url('ESMS_VOICE_URL');
  if (apiKey && secretKey) return { apiKey, secretKey, ...(restUrl && { restUrl }), ...(voiceUrl && { voiceUrl }) };
  if (apiKey) env.refuse('ESMS_SECRET_KEY', 'is missing beside ESMS_API_KEY; unset both for the bundled simulator');
  if (secretKey) env.refuse('ESMS_API_KEY', 'is missing beside ESMS_SECRET_KEY; unset both for the bundled simulator');
  const hosts = [restUrl && 'ESMS_REST_URL', voiceUrl && 'ESMS_VOICE_URL'].filter((name) => name !== undefined);
  for (const name of hosts)
    env.refuse(name, 'needs ESMS_API_KEY and ESMS_SECRET_KEY: without them the simulator answers');
  return null;
}

const readPublicUrl = (env: Environment): string | undefined =>
  env.text('PUBLIC_URL') === 'none' ? 'none' : env.url('PUBLIC_URL');

/** A parameter `host` would lead elsewhere than the URL says. */
function readDatabaseUrl(env: Environment): URL | undefined {
  const url = env.serverUrl('DATABASE_URL', ['postgres:', 'postgresql:']);
  if (!url || (url.pathname.length > 1 && !url.searchParams.has('host'))) return url;
  env.refuse('DATABASE_URL', 'must name the database, and its host in no other place: postgres://…@host:port/database');
  return undefined;
}

function readDemoApiKey(env: Environment): string | undefined {
  const key = env.text('DEMO_API_KEY');
  if (key !== undefined && key.length < DEMO_API_KEY_MIN_LENGTH) {
    env.refuse(
      'DEMO_API_KEY',
      `must have at least ${DEMO_API_KEY_MIN_LENGTH} characters; make one with: ${MAKE_AN_API_KEY}`,
    );
  }
  return key;
}

function readLimits(env: Environment): Settings['limits'] {
  return {
    timeoutMs: env.whole('ESMS_TIMEOUT_MS', 1, MAX_MS),
    deadlineMs: env.whole('ESMS_DEADLINE_MS', 1, MAX_MS),
    maxAttempts: env.whole('ESMS_MAX_ATTEMPTS', 1, 10),
  };
}

function readSettlement(env: Environment): Settings['settlement'] {
  return {
    afterDeadlineMs: env.whole('ESMS_ASK_AFTER_MS', 0, MAX_ASK_AFTER_MS),
    perSecond: env.whole('ESMS_ASK_PER_SECOND', 1, 1_000),
  };
}

function requireLiveSettings(env: Environment, role: Role): void {
  const hints = {
    PUBLIC_URL: 'is missing: https://… where the gateway reaches this demo, or the word none',
    CALLBACK_KEYS: `is missing; make one with: ${MAKE_A_KEY}`,
    ...(role === 'web' && { DEMO_API_KEY: `is missing; make one with: ${MAKE_AN_API_KEY}` }),
  };
  for (const [name, hint] of Object.entries(hints)) if (env.text(name) === undefined) env.refuse(name, hint);
}

/** A worker has nothing of its own: its calls come from Redis, its callbacks go to the web processes. */
function requireWorkerSettings(env: Environment): void {
  if (env.text('REDIS_URL') === undefined) env.refuse('REDIS_URL', 'is missing: a worker takes its calls from there');
  if (env.text('ESMS_API_KEY') === undefined && env.text('ESMS_SECRET_KEY') === undefined)
    env.refuse(
      'ESMS_API_KEY',
      'and ESMS_SECRET_KEY are missing: a worker has no simulator of its own; for one that all processes share see docs/scaling.md',
    );
}

function refuseNodeDebug(env: Environment): void {
  const names = printedByNodeDebug(env.text('NODE_DEBUG'));
  if (names.length > 0)
    env.refuse('NODE_DEBUG', `prints requests (${names.join(', ')}), and with them the account's keys; unset it`);
}

function requireKeyBeyondLoopback(env: Environment, { host, gateway, demoApiKey }: Settings): void {
  if (isLoopback(host) || gateway || demoApiKey !== null) return;
  env.refuse('DEMO_API_KEY', `is missing: a HOST other than loopback needs it; make one with: ${MAKE_AN_API_KEY}`);
}

/** Hashes that a server keeps must not depend on a key that is rotated for another reason, or made at each start. */
function requireDataKeysFor(env: Environment, name: string, url: URL | undefined): void {
  if (!url || isLoopback(url.hostname) || env.text('DATA_KEYS') !== undefined) return;
  env.refuse('DATA_KEYS', `is missing: a ${name} other than loopback needs it; make one with: ${MAKE_A_KEY}`);
}
