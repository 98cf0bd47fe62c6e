import { newRequestId } from '../../calls/request-id.js';
import { FORBIDDEN } from '../../callbacks/verify-request.js';
import { signCallbackUrl } from '../../callbacks/sign-callback-url.js';
import type { EsmsCallbackOptions } from '../../module/esms-voice-options.js';
import { isLoopbackUrl } from '../../module/option-checks.js';
import { failed, passed, skipped, warning, type CheckResult } from './check-result.js';
import type { GatewayProbe } from './gateway-probe.js';
import { isDnsFailure } from './gateway-trouble.js';

const CHECK = 'callback URL';
/** No application of ours answers a callback with that much. */
const TOO_LARGE = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
/** Longer than a clock is ever off: an expired token would look like another key. */
const TOKEN_MS = 24 * 60 * 60 * 1000;

/** Where callbacks are to arrive, and for which account. */
export interface CallbackTarget extends Pick<EsmsCallbackOptions, 'publicUrl' | 'keys'> {
  readonly path: string;
  readonly account: string | undefined;
}

type Fetched = Awaited<ReturnType<GatewayProbe['fetch']>>;
type Answered = Extract<Fetched, { status: number }>;

/**
 * Fetches the webhook twice, without a report: with a good token, which our guard lets through and keeps aside as
 * unreadable, and with a spoilt one, which it refuses. Nothing else tells the two apart.
 */
export async function checkCallback(probe: GatewayProbe, target: CallbackTarget): Promise<CheckResult> {
  const { publicUrl, path, keys, account } = target;
  if (publicUrl === 'none') return skipped(CHECK, 'PUBLIC_URL is none.');
  const url = `${publicUrl.replace(/\/+$/, '')}/${path}`;
  const expiresAt = new Date(Date.now() + TOKEN_MS);
  const good = signCallbackUrl({ url, key: keys[0]!, requestId: `doctor-${newRequestId()}`, account, expiresAt });
  const answer = await probe.fetch(good);
  if (answer.status === null) return unreachable(url, answer.code);
  const spoilt = await probe.fetch(withAnotherEnd(good));
  if (spoilt.status === null) return unreachable(url, spoilt.code);
  return read(answer, spoilt, url);
}

/** The mac is compared as text, so any other last character spoils it. */
const withAnotherEnd = (url: string): string => url.slice(0, -1) + (url.endsWith('A') ? 'B' : 'A');

function read(good: Answered, spoilt: Answered, url: string): CheckResult {
  if (good.status === 200 && spoilt.status === 403) return reached(url);
  if (isRefusal(good) && isRefusal(spoilt)) return failed(CHECK, 'callback-keys-differ', KEYS_DIFFER, SAME_KEYS);
  if (isRefusal(spoilt) && good.status >= 500) {
    return failed(CHECK, 'callback-store-down', `The webhook answers a good token with HTTP ${good.status}.`, READ_LOG);
  }
  if (good.status >= 300 && good.status < 400) return failed(CHECK, 'callback-redirected', REDIRECTED, NO_REDIRECT);
  if ((good.status === 401 || good.status === 403) && good.status === spoilt.status) {
    return failed(CHECK, 'callback-blocked', `Something before the webhook answers HTTP ${good.status}.`, LET_PAST);
  }
  return otherApplication(url, `${good.status} to a good token and ${spoilt.status} to a spoilt one`);
}

const otherApplication = (url: string, said: string): CheckResult =>
  failed(CHECK, 'callback-other-application', `Another application answers at ${url}: ${said}.`, CHECK_ROUTE);

/** The body of our guard's refusal, in whatever shape the application's filters put it. */
const isRefusal = ({ status, body }: Answered): boolean =>
  status === FORBIDDEN.statusCode && body.includes(FORBIDDEN.code);

function reached(url: string): CheckResult {
  if (!isLoopbackUrl(url)) return passed(CHECK, `${url} takes a good token and refuses a spoilt one.`);
  return warning(CHECK, 'callback-loopback', `${url} works, but only this machine reaches it.`, NEEDS_TUNNEL);
}

function unreachable(url: string, code: string | null): CheckResult {
  if (code === TOO_LARGE) return otherApplication(url, 'a page of more than a megabyte');
  const { host } = new URL(url);
  const why = isDnsFailure(code) ? 'its name cannot be resolved' : 'no answer';
  return failed(CHECK, 'callback-unreachable', `${host} is not reached: ${why} (${code ?? 'unknown'}).`, CHECK_URL);
}

const CHECK_URL =
  'Check PUBLIC_URL, its certificate and that the application runs; the gateway must reach it from outside.';
const CHECK_ROUTE =
  'Check PUBLIC_URL, the route of webhook: { path } and a global prefix (--path), and what the proxy forwards.';
const KEYS_DIFFER = 'The webhook is there and refuses a token that CALLBACK_KEYS signed.';
const SAME_KEYS = 'Give the application the same CALLBACK_KEYS, and --account its name where the module has one.';
const READ_LOG = 'Look at the log of the application: its journal takes nothing.';
const REDIRECTED = 'The webhook is redirected, and nobody promises that the gateway follows.';
const NO_REDIRECT = 'Give PUBLIC_URL the address that answers by itself: https, and the final host.';
const LET_PAST =
  "Let the webhook past your global guard, webhook: { decorators: [Public()] }, and past the proxy's login.";
const NEEDS_TUNNEL = 'Give PUBLIC_URL an address that the gateway reaches, or none; a tunnel will do for a try.';
