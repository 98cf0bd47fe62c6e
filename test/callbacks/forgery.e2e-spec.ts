import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CountingJournal } from '../support/counting-journal.js';
import { forgeriesOf, type GoodToken } from '../support/forgeries.js';
import { GatewayServer } from '../support/gateway-server.js';
import { requestRaw, statusOf, type RawExchange, type RawRequest } from '../support/raw-exchange.js';
import { ADAPTERS, CALLBACK_KEY, DELIVERED, tokenOf, WEBHOOK_PATH, WebhookHost } from '../support/webhook-host.js';

/** In the year 2100: every run forges the same token. */
const EXPIRES_AT = 4_102_444_800;
/** With dots and signs of its own, so that a forgery may try to be read from the wrong end. */
const REQUEST_ID = 'r-1.k1.a~b_c';
const GOOD: GoodToken = {
  token: tokenOf(REQUEST_ID, { expiresAt: EXPIRES_AT }),
  key: CALLBACK_KEY,
  requestId: REQUEST_ID,
  expiresAt: EXPIRES_AT,
};
const BASE = `/${WEBHOOK_PATH}/`;
const AT_ONCE = 32;

describe.each(ADAPTERS)('a forged callback on %s', (adapter) => {
  let gateway: GatewayServer;
  let host: WebhookHost;
  let journal: CountingJournal;
  let before: unknown;

  beforeAll(async () => {
    gateway = await GatewayServer.start();
    journal = new CountingJournal();
    host = await WebhookHost.start(adapter, { journal, restUrl: gateway.url });
    await host.voice.createOtpCall({ phone: '0901888484', content: '1', requestId: REQUEST_ID });
  });
  afterAll(async () => {
    await host.stop();
    await gateway.stop();
  });

  beforeEach(async () => {
    journal.writes.length = 0;
    before = await storedCall();
  });
  /** Whatever was sent: nothing was written, and the call is as it was. */
  afterEach(async () => {
    expect(journal.writes).toEqual([]);
    expect(await storedCall()).toEqual(before);
  });

  const storedCall = (): Promise<unknown> => journal.find({ account: 'default', requestId: REQUEST_ID });
  const send = (request: RawRequest): Promise<RawExchange> => requestRaw(host.url, request);
  const refusedBy = (counts = host.callbacks.counts().refused): number =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);

  async function sendAll(targets: readonly string[]): Promise<RawExchange[]> {
    const replies: RawExchange[] = [];
    for (let at = 0; at < targets.length; at += AT_ONCE) {
      replies.push(...(await Promise.all(targets.slice(at, at + AT_ONCE).map((target) => send({ target })))));
    }
    return replies;
  }

  /** Each is answered 4xx or by a closed connection, all 403 are one, and each 403 is counted. */
  function expectRefused(replies: readonly RawExchange[], countedBefore: number): void {
    const odd = replies.filter((reply) => !isRefusal(reply));
    expect(odd.map(({ head, end }) => ({ head, end }))).toEqual([]);
    const forbidden = replies.filter((reply) => statusOf(reply) === 403);
    expect(new Set(forbidden.map(withoutDate)).size).toBeLessThanOrEqual(1);
    for (const { body } of forbidden.slice(0, 1)) expect(JSON.parse(body.toString())).toEqual(FORBIDDEN);
    expect(refusedBy() - countedBefore).toBe(forbidden.length);
  }

  it.each(forgeriesOf(GOOD))('is refused without a word: %s', async (_, segments) => {
    const countedBefore = refusedBy();
    expectRefused(await sendAll(segments.map((segment) => `${BASE}${segment}?${DELIVERED}`)), countedBefore);
  });

  it.each([
    ['of a bare route', [`${BASE.slice(0, -1)}?${DELIVERED}`, `${BASE}?token=${GOOD.token}&${DELIVERED}`]],
    ['of a token in the query', [`${BASE}x?token=${GOOD.token}&token=${GOOD.token}&${DELIVERED}`]],
    ['of repeated parameters', [`${BASE}x?${DELIVERED}&${DELIVERED}&token[]=${GOOD.token}&token[token]=x`]],
    ['of a prototype in the query', [`${BASE}x?__proto__[token]=${GOOD.token}&constructor[prototype][token]=x`]],
    ['of a query that is no query', [`${BASE}x?%`, `${BASE}x?%E0%A4%A`, `${BASE}x?${'&'.repeat(4_000)}`]],
  ])('is refused without a word: a request %s', async (_, targets) => {
    const countedBefore = refusedBy();
    expectRefused(await sendAll(targets), countedBefore);
  });

  it.each([
    ['a path', `${BASE}${'A'.repeat(1_000_000)}`],
    ['a query', `${BASE}x?${'A'.repeat(1_000_000)}`],
    ['a good token with a query', `${BASE}${GOOD.token}?SMSID=${'A'.repeat(1_000_000)}`],
  ])('is refused where it is a megabyte: %s', async (_, target) => {
    const reply = await send({ target });
    expect(isRefusal(reply)).toBe(true);
    expect((await send({ target: `${BASE}x` })).end).toBe('closed');
  });

  it.each(['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'changes nothing as a %s with a good token',
    async (method) => {
      const reply = await send({ method, target: `${BASE}${GOOD.token}?${DELIVERED}` });
      expect(isRefusal(reply)).toBe(true);
    },
  );

  it.each([
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { purpose: 'prefetch' },
    { 'x-purpose': 'preview' },
    { 'x-moz': 'prefetch' },
  ])('changes nothing with a good token and %j', async (headers) => {
    const { prefetch = 0 } = host.callbacks.counts().refused;
    const reply = await send({ target: `${BASE}${GOOD.token}?${DELIVERED}`, headers });
    expect(statusOf(reply)).toBe(403);
    expect(JSON.parse(reply.body.toString())).toEqual(FORBIDDEN);
    expect(host.callbacks.counts().refused.prefetch).toBe(prefetch + 1);
  });

  it('is counted by its reason', () => {
    const { refused, received } = host.callbacks.counts();
    expect(Object.keys(refused).toSorted()).toEqual([
      'bad-mac',
      'expired',
      'malformed',
      'method',
      'prefetch',
      'unknown-key',
    ]);
    expect(received).toEqual({});
  });
});

describe.each(ADAPTERS)('a good token on %s', (adapter) => {
  let gateway: GatewayServer;
  let host: WebhookHost;
  let target: string;

  beforeEach(async () => {
    gateway = await GatewayServer.start();
    host = await WebhookHost.start(adapter, { restUrl: gateway.url });
    await host.voice.createOtpCall({ phone: '0901888484', content: '1', requestId: REQUEST_ID });
    target = new URL(gateway.bodies[0]!['CallbackUrl'] as string).pathname;
  });
  afterEach(async () => {
    await host.stop();
    await gateway.stop();
  });

  const send = (request: RawRequest): Promise<RawExchange> => requestRaw(host.url, request);

  it('moves its call after all forgeries were refused', async () => {
    for (const [, segments] of forgeriesOf(GOOD)) await send({ target: `${BASE}${segments[0]}?${DELIVERED}` });
    expect(await host.stateOf(REQUEST_ID)).toBe('accepted');
    expect(statusOf(await send({ target: `${target}?${DELIVERED}` }))).toBe(200);
    expect(await host.voice.getCall(REQUEST_ID)).toMatchObject({ state: 'delivered', callId: 'sms-1', price: 850 });
  });

  // RFC 3986, section 6.2.2.2: a letter and its encoding are one URL, and a server on the way may write either.
  it('is the same token where its letters are percent-encoded', async () => {
    const encoded = target.replaceAll('~', '%7E').replace('/1.', '/%31%2E');
    expect(encoded).not.toBe(target);
    expect(statusOf(await send({ target: `${encoded}?${DELIVERED}` }))).toBe(200);
    expect(await host.stateOf(REQUEST_ID)).toBe('delivered');
  });

  it.each([['bare'], ['with a bare question mark', '?'], ['with words of its own', '?utm_source=mail&fbclid=1']])(
    'changes no state in the hands of a link scanner, %s',
    async (_, query = '') => {
      const before = await host.voice.getCall(REQUEST_ID);
      for (let n = 0; n < 3; n += 1) expect(statusOf(await send({ target: target + query }))).toBe(200);
      const { state, history, callId, price } = before!;
      expect(await host.voice.getCall(REQUEST_ID)).toMatchObject({ state, history, callId, price });
      expect(host.callbacks.counts().received).toEqual({ default: { unreadable: 3 } });
    },
  );

  it('of another call changes nothing of this one', async () => {
    const before = await host.voice.getCall(REQUEST_ID);
    const other = `${BASE}${tokenOf('r-2')}?${DELIVERED.replace('RequestId=', `RequestId=${REQUEST_ID}`)}`;
    expect(statusOf(await send({ target: other }))).toBe(200);
    expect(await host.voice.getCall(REQUEST_ID)).toEqual(before);
    expect(await host.voice.getCall('r-2')).toBeNull();
    expect(host.callbacks.counts().received).toEqual({ default: { misfit: 1 } });
  });
});

/** All that a 403 says. */
const FORBIDDEN = { statusCode: 403, message: 'Forbidden', error: 'Forbidden', code: 'CALLBACK_FORBIDDEN' };

/** A connection that the parser closes, or resets while a megabyte still comes, is a refusal as well. */
function isRefusal(reply: RawExchange): boolean {
  const status = statusOf(reply);
  if (status === null) return reply.end !== 'open';
  return status >= 400 && status < 500;
}

const withoutDate = ({ head, body }: RawExchange): string => head.replace(/^date: .*$/im, '') + body.toString();
