import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Dispatcher } from 'undici';
import { freePort } from '../../../../test/support/free-port.js';
import {
  accept,
  answerCode,
  answerWith,
  GatewayServer,
  inTurn,
  reset,
  stayMute,
} from '../../../../test/support/gateway-server.js';
import { until } from '../../../../test/support/until.js';
import { Cancellation } from './cancellation.js';
import { GatewayClient } from './gateway-client.js';
import { createGatewayHttpService, type GatewayHttpService, type TransportOptions } from './http-service.js';
import type { WireRequest } from './wire-request.js';
import type { WireResult } from './wire-result.js';

const CANARIES = ['canary-api-key', 'canary-secret-key', '0901888484', 'canary-content'];
const BODY = JSON.stringify({
  ApiKey: 'canary-api-key',
  SecretKey: 'canary-secret-key',
  Phone: '0901888484',
  Content: 'canary-content',
});
/** Cancelled when the signal aborts, or at once where it has. */
function cancelledBy(signal: AbortSignal): Cancellation {
  const cancellation = new Cancellation();
  if (signal !== NEVER) signal.addEventListener('abort', () => cancellation.cancel());
  if (signal.aborted) cancellation.cancel();
  return cancellation;
}

const NEVER = new AbortController().signal;

const OPTIONS: TransportOptions = {
  kind: 'undici',
  timeoutMs: 5_000,
  connectTimeoutMs: 2_000,
  connections: 10,
  dispatcher: null,
};

const requestTo = (base: string): WireRequest => ({
  method: 'POST',
  url: `${base}/json/SendMultipleMessage_V4_post_json/?canary-api-key`,
  body: BODY,
});

/** What a log line would show of a result. */
const shown = (result: WireResult): string =>
  inspect(result, { depth: 10, showHidden: true }) + JSON.stringify(result) + stackOf(result);

const stackOf = (result: WireResult): string => ('cause' in result ? String(result.cause?.stack) : '');

let gateway: GatewayServer;
let transport: GatewayHttpService;
let client: GatewayClient;

function use(options: Partial<TransportOptions>): void {
  transport = createGatewayHttpService({ ...OPTIONS, ...options });
  client = new GatewayClient(transport.http, 1_000);
}

beforeEach(async () => {
  gateway = await GatewayServer.start();
});

afterEach(async () => {
  await transport.close();
  await gateway.stop();
});

describe.each(['undici', 'axios'] as const)('GatewayClient over %s', (kind) => {
  beforeEach(() => use({ kind }));

  const send = (signal: AbortSignal = NEVER): Promise<WireResult> =>
    client.send(requestTo(gateway.url), cancelledBy(signal));

  describe('sends', () => {
    it('the body as it is, as JSON, to the URL as it is', async () => {
      const result = await send();
      expect(result).toEqual({ kind: 'answered', reply: { code: '100', callId: 'sms-1' }, retryAfterMs: null });
      expect(gateway.requests).toHaveLength(1);
      const { method, url, headers, body } = gateway.requests[0]!;
      expect({ method, url, body }).toEqual({
        method: 'POST',
        url: '/json/SendMultipleMessage_V4_post_json/?canary-api-key',
        body: BODY,
      });
      expect(headers['content-type']).toMatch(/^application\/json/);
      expect(headers['content-length']).toBe(String(Buffer.byteLength(BODY)));
    });

    it('Vietnamese text whole', async () => {
      const body = JSON.stringify({ Content: 'Mã của bạn là 686868 🔐' });
      await client.send({ ...requestTo(gateway.url), body }, cancelledBy(NEVER));
      expect(gateway.requests[0]!.body).toBe(body);
    });

    it('a GET without a body', async () => {
      await client.send({ method: 'GET', url: `${gateway.url}/GetSendStatus?RefId=1`, body: null }, cancelledBy(NEVER));
      expect(gateway.requests).toMatchObject([{ method: 'GET', url: '/GetSendStatus?RefId=1', body: '' }]);
    });

    it('twenty calls in turn over connections that it keeps', async () => {
      for (let n = 1; n <= 20; n += 1) await send();
      expect(gateway.requests).toHaveLength(20);
      // undici hands an answer out a moment before its connection counts as free, so two take turns.
      expect(gateway.connections).toBeLessThanOrEqual(2);
    });

    it('calls at once over connections of their own', async () => {
      await Promise.all([1, 2, 3].map(() => send()));
      expect(gateway.requests).toHaveLength(3);
      expect(gateway.connections).toBe(3);
    });
  });

  describe('is not-sent', () => {
    it('where the connection is refused', async () => {
      const result = await client.send(requestTo(`http://127.0.0.1:${await freePort()}`), cancelledBy(NEVER));
      expect(result).toMatchObject({ kind: 'not-sent', cause: { code: 'ECONNREFUSED' } });
    });

    it('where the host has no address', async () => {
      const result = await client.send(requestTo('http://gateway.invalid'), cancelledBy(NEVER));
      expect(result.kind).toBe('not-sent');
      expect(shown(result)).toMatch(/ENOTFOUND|EAI_AGAIN/);
    });

    it('where the signal was aborted before: the server sees nothing', async () => {
      const result = await send(AbortSignal.abort());
      expect(result.kind).toBe('not-sent');
      await send();
      expect(gateway.requests).toHaveLength(1);
      expect(gateway.connections).toBe(1);
    });

    it('where a request interceptor throws: the server sees nothing', async () => {
      const { request } = transport.http.axiosRef.interceptors;
      request.use(() => {
        throw new Error('canary-content of the interceptor');
      });
      const result = await send();
      expect(result.kind).toBe('not-sent');
      expect(shown(result)).not.toContain('canary');
      expect(gateway.connections).toBe(0);
    });
  });

  describe('is unknown', () => {
    it('where the connection is reset after the request', async () => {
      gateway.answer = reset;
      expect(await send()).toMatchObject({ kind: 'unknown', retryAfterMs: null });
      expect(gateway.requests).toHaveLength(1);
    });

    it('where the answer breaks off', async () => {
      gateway.answer = (response) => {
        response.writeHead(200, { 'content-length': '500' }).write('{"CodeResult":"100","SMSID":"a"}');
        setTimeout(() => response.socket?.destroy(), 20);
      };
      expect((await send()).kind).toBe('unknown');
    });

    it('where nobody answers until it is aborted', async () => {
      gateway.answer = stayMute;
      const controller = new AbortController();
      const result = send(controller.signal);
      await until(() => gateway.requests.length === 1);
      controller.abort(new Error('canary-content'));
      expect((await result).kind).toBe('unknown');
    });

    it('where headers come and the body never does, and it is aborted', async () => {
      gateway.answer = (response) => void response.writeHead(200).write('{"CodeResult":"1');
      const controller = new AbortController();
      const result = send(controller.signal);
      await until(() => gateway.requests.length === 1);
      controller.abort();
      expect((await result).kind).toBe('unknown');
    });

    it('where the transport waits as long as it may', async () => {
      await transport.close();
      use({ kind, timeoutMs: 100 });
      gateway.answer = stayMute;
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 3_000);
      expect((await send(controller.signal)).kind).toBe('unknown');
      clearTimeout(timer);
    });

    it('where the answer is larger than any of the gateway', async () => {
      gateway.answer = answerWith({ CodeResult: '100', padding: 'x'.repeat(65 * 1024) });
      expect((await send()).kind).toBe('unknown');
      gateway.answer = answerWith({ CodeResult: '100', padding: 'x'.repeat(63 * 1024) });
      expect((await send()).kind).toBe('answered');
    });

    it.each([
      ['HTML', '<html>Service Unavailable</html>'],
      ['nothing', ''],
      ['no code', '{"error":"Invalid request"}'],
      ['two codes', '{"CodeResult":"100","Code":"101"}'],
    ])('where the answer is %s', async (_, body) => {
      gateway.answer = answerWith(body);
      expect(await send()).toEqual({ kind: 'unknown', cause: null, retryAfterMs: null });
    });

    it.each([
      ['2', 2_000, 2_000],
      [new Date(Date.now() + 3_600_000).toUTCString(), 3_500_000, 3_600_000],
    ])('with the time that a 503 asks for: %s', async (retryAfter, atLeast, atMost) => {
      gateway.answer = answerWith('busy', 503, { 'retry-after': retryAfter });
      const result = (await send()) as Extract<WireResult, { kind: 'unknown' }>;
      expect(result.kind).toBe('unknown');
      expect(result.retryAfterMs).toBeGreaterThanOrEqual(atLeast);
      expect(result.retryAfterMs).toBeLessThanOrEqual(atMost);
    });

    it('without a time where a 503 asks for rubbish', async () => {
      gateway.answer = answerWith('busy', 503, { 'retry-after': 'soon' });
      expect(await send()).toEqual({ kind: 'unknown', cause: null, retryAfterMs: null });
    });

    it('where it is sent elsewhere: it does not follow', async () => {
      const elsewhere = await GatewayServer.start();
      for (const status of [301, 302, 307, 308]) {
        gateway.answer = answerWith('', status, { location: `${elsewhere.url}/json` });
        expect((await send()).kind).toBe('unknown');
      }
      const { connections } = elsewhere;
      await elsewhere.stop();
      expect(connections).toBe(0);
    });
  });

  describe('is answered', () => {
    it.each([200, 201, 400, 404, 500, 503])('by the code in the body, with HTTP %d', async (status) => {
      gateway.answer = answerWith({ CodeResult: '101', ErrorMessage: 'Authorize Failed' }, status, {
        'retry-after': '1',
      });
      expect(await send()).toEqual({
        kind: 'answered',
        reply: { code: '101', callId: null },
        retryAfterMs: 1_000,
      });
    });

    it('whatever the content type says, byte order mark and all', async () => {
      gateway.answer = answerWith('\ufeff{"CodeResult":100,"SMSID":"a "}', 200, { 'content-type': 'text/xml' });
      expect(await send()).toMatchObject({ kind: 'answered', reply: { code: '100', callId: 'a' } });
    });

    it('in pieces that cut a character in two', async () => {
      const bytes = Buffer.from('{"ErrorMessage":"Mã lỗi","CodeResult":"104"}');
      gateway.answer = (response) => {
        response.write(bytes.subarray(0, 19));
        setTimeout(() => response.end(bytes.subarray(19)), 20);
      };
      expect(await send()).toMatchObject({ kind: 'answered', reply: { code: '104' } });
    });
  });

  describe('lets interceptors of the application', () => {
    it('add a header', async () => {
      transport.http.axiosRef.interceptors.request.use((config) => {
        config.headers.set('x-host', 'from-interceptor');
        return config;
      });
      await send();
      expect(gateway.requests[0]!.headers['x-host']).toBe('from-interceptor');
    });

    it('see the answer, status and text', async () => {
      const seen: unknown[] = [];
      transport.http.axiosRef.interceptors.response.use((response) => {
        seen.push([response.status, response.data]);
        return response;
      });
      gateway.answer = answerWith('{"CodeResult":"103"}', 500);
      await send();
      expect(seen).toEqual([[500, '{"CodeResult":"103"}']]);
    });

    it('throw after a 100: the call is placed all the same', async () => {
      transport.http.axiosRef.interceptors.response.use(() => {
        throw new Error('not what I like');
      });
      expect(await send()).toMatchObject({ kind: 'answered', reply: { code: '100', callId: 'sms-1' } });
    });

    it('swallow an answer', async () => {
      transport.http.axiosRef.interceptors.response.use(() => undefined as never);
      expect(await send()).toMatchObject({ kind: 'answered', reply: { code: '100', callId: 'sms-1' } });
    });

    // docs/decisions.md, "The transport notes what happened, not axios".
    it('read the answer into an object in its place: the call is placed all the same', async () => {
      transport.http.axiosRef.interceptors.response.use((response) => {
        response.data = JSON.parse(response.data as string) as unknown;
        return response;
      });
      expect(await send()).toMatchObject({ kind: 'answered', reply: { code: '100', callId: 'sms-1' } });
    });

    // The same: a code in the body wins whatever the HTTP status.
    it('judge the status: the code in the body still wins', async () => {
      transport.http.axiosRef.interceptors.request.use((config) => {
        config.validateStatus = (status) => status === 200;
        return config;
      });
      gateway.answer = answerWith({ CodeResult: '103' }, 500);
      expect(await send()).toMatchObject({ kind: 'answered', reply: { code: '103' } });
    });

    it('put another transport in our place: what it did is unknown', async () => {
      const { axiosRef } = transport.http;
      axiosRef.interceptors.request.use((config) => {
        config.adapter = async (inner) => ({ data: '{}', status: 200, statusText: 'OK', headers: {}, config: inner });
        return config;
      });
      expect((await send()).kind).toBe('unknown');
      axiosRef.interceptors.request.clear();
      axiosRef.interceptors.request.use((config) => {
        config.adapter = (inner) => Promise.reject(Object.assign(new Error('x'), { config: inner }));
        return config;
      });
      expect((await send()).kind).toBe('unknown');
    });

    it('never settle: the call ends when it is cancelled, and nothing is sent afterwards', async () => {
      let release: (() => void) | undefined;
      transport.http.axiosRef.interceptors.request.use(
        (config) => new Promise((resolve) => (release = () => resolve(config))),
      );
      const controller = new AbortController();
      const result = send(controller.signal);
      controller.abort();
      expect((await result).kind).toBe('not-sent');
      release?.();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(gateway.requests).toHaveLength(0);
    });

    // Ring once: an interceptor that repeats by itself hides the first try from the journal.
    it('repeat a request by themselves: a first try that may have rung is not forgotten', async () => {
      const { axiosRef } = transport.http;
      let repeats = 0;
      axiosRef.interceptors.response.use(undefined, (error: { config: object }) => {
        if (++repeats > 1) throw error;
        return axiosRef.request(error.config);
      });
      gateway.answer = inTurn(reset, answerCode('124'));
      expect((await send()).kind).toBe('unknown');
    });
  });

  it('tells nothing in any failure', async () => {
    const failures = [
      reset,
      answerWith('<html>canary-api-key 0901888484</html>', 503),
      answerWith({ CodeResult: '108', ErrorMessage: 'The phone number 0901888484 is not valid.' }),
      answerWith({ CodeResult: '101', ErrorMessage: BODY }, 500),
    ];
    const results: WireResult[] = [
      await client.send(requestTo(`http://127.0.0.1:${await freePort()}`), cancelledBy(NEVER)),
    ];
    results.push(await send(AbortSignal.abort(new Error(BODY))));
    results.push(await client.send(requestTo('http://[canary-api-key'), cancelledBy(NEVER)));
    for (const answer of failures) {
      gateway.answer = answer;
      results.push(await send());
    }
    expect(results.map((result) => result.kind)).toEqual([
      'not-sent',
      'not-sent',
      expect.stringMatching(/^(not-sent|unknown)$/),
      'unknown',
      'unknown',
      'answered',
      'answered',
    ]);
    const told = results.map(shown).join('\n');
    expect(CANARIES.filter((canary) => told.includes(canary))).toEqual([]);
  });
});

describe('GatewayClient over undici', () => {
  it('does not send a request that is aborted while it waits for a connection', async () => {
    use({ connections: 1 });
    gateway.answer = (response) => void setTimeout(() => accept(response, 1, gateway.requests[0]!), 150);
    const controller = new AbortController();
    const first = client.send(requestTo(gateway.url), cancelledBy(NEVER));
    const second = client.send(requestTo(gateway.url), cancelledBy(controller.signal));
    await until(() => gateway.requests.length === 1);
    controller.abort();
    expect((await second).kind).toBe('not-sent');
    expect((await first).kind).toBe('answered');
    expect((await client.send(requestTo(gateway.url), cancelledBy(NEVER))).kind).toBe('answered');
    expect(gateway.requests).toHaveLength(2);
  });

  it('is not-sent where no connection is made in time', async () => {
    const stuck = { dispatch: () => true } as unknown as Dispatcher;
    use({ dispatcher: stuck });
    const result = await client.send(requestTo(gateway.url), cancelledBy(AbortSignal.timeout(30)));
    expect(result.kind).toBe('not-sent');
  });

  it('takes a dispatcher that sends again for a repeat: only a 100 counts after that', async () => {
    const controller = { abort: () => undefined } as unknown as Dispatcher.DispatchController;
    const dispatch = (_: unknown, handler: Dispatcher.DispatchHandler): boolean => {
      handler.onRequestStart?.(controller, null);
      handler.onRequestStart?.(controller, null);
      handler.onResponseStart?.(controller, 200, {}, 'OK');
      handler.onResponseData?.(controller, Buffer.from('{"CodeResult":"124"}'));
      handler.onResponseEnd?.(controller, {});
      return true;
    };
    use({ dispatcher: { dispatch } as unknown as Dispatcher });
    expect((await client.send(requestTo(gateway.url), cancelledBy(NEVER))).kind).toBe('unknown');
  });

  it('is unknown where the route breaks after the request has left', async () => {
    const broken = Object.assign(new Error('read EHOSTUNREACH'), { code: 'EHOSTUNREACH', syscall: 'read' });
    const controller = { abort: () => undefined } as unknown as Dispatcher.DispatchController;
    const dispatch = (_: unknown, handler: Dispatcher.DispatchHandler): boolean => {
      handler.onRequestStart?.(controller, null);
      setImmediate(() => handler.onResponseError?.(controller, broken));
      return true;
    };
    use({ dispatcher: { dispatch } as unknown as Dispatcher });
    expect((await client.send(requestTo(gateway.url), cancelledBy(NEVER))).kind).toBe('unknown');
  });

  it('is not-sent once the transport is closed, and after that opens nothing', async () => {
    use({});
    await client.send(requestTo(gateway.url), cancelledBy(NEVER));
    gateway.answer = stayMute;
    const cut = client.send(requestTo(gateway.url), cancelledBy(NEVER));
    await until(() => gateway.requests.length === 2);
    await transport.close();
    expect((await cut).kind).toBe('unknown');
  });
});

describe('createGatewayHttpService', () => {
  it.each(['undici', 'axios'] as const)('is an HttpService with finite limits for %s', async (kind) => {
    use({ kind });
    const reply = await transport.http.axiosRef.get<string>(`${gateway.url}/x`, { params: { a: 'b c' } });
    expect(reply.status).toBe(200);
    expect(gateway.requests[0]).toMatchObject({ method: 'GET', url: '/x?a=b+c' });
  });

  it.each(['undici', 'axios'] as const)('takes default headers as any HttpService does (%s)', async (kind) => {
    use({ kind });
    transport.http.axiosRef.defaults.headers.common['x-host'] = 'from-defaults';
    await client.send(requestTo(gateway.url), cancelledBy(NEVER));
    expect(gateway.requests[0]!.headers['x-host']).toBe('from-defaults');
  });
});

describe.each(['undici', 'axios'] as const)('a question over %s', (kind) => {
  beforeEach(() => use({ kind }));

  const ask = (change: Partial<WireRequest> = {}) =>
    client.ask({ method: 'GET', url: `${gateway.url}/GetSendStatus?ApiKey=canary-api-key`, body: null, ...change });

  it('is answered with a code and the fields, whatever the HTTP status', async () => {
    gateway.answer = answerWith({ CodeResponse: 100, SendStatus: 5 }, 503);
    expect(await ask()).toEqual({ kind: 'answered', code: '100', fields: { CodeResponse: 100, SendStatus: 5 } });
    expect(gateway.requests).toMatchObject([{ method: 'GET', url: '/GetSendStatus?ApiKey=canary-api-key' }]);
  });

  it.each([
    ['a reset', reset],
    ['HTML', answerWith('<html></html>')],
    ['a redirect', answerWith('', 302, { location: '/GetSendStatus' })],
    ['an answer that is too large', answerWith({ CodeResult: '100', more: 'x'.repeat(70_000) })],
  ])('meets silence in %s', async (_, answer) => {
    gateway.answer = answer;
    expect(await ask()).toMatchObject({ kind: 'silent' });
    expect(gateway.requests).toHaveLength(1);
  });

  it('may ask for a larger answer', async () => {
    gateway.answer = answerWith({ CodeResult: '100', more: 'x'.repeat(70_000) });
    expect(await ask({ maxReplyBytes: 100_000 })).toMatchObject({ kind: 'answered' });
  });

  it('meets silence where nobody answers in the time of one attempt', async () => {
    client = new GatewayClient(transport.http, 50);
    gateway.answer = stayMute;
    const startedAt = performance.now();
    expect(await ask()).toMatchObject({ kind: 'silent', cause: { code: 'ERR_CANCELED' } });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('meets silence where an interceptor never settles, or fails', async () => {
    client = new GatewayClient(transport.http, 50);
    const { interceptors } = transport.http.axiosRef;
    const id = interceptors.request.use(() => new Promise(() => undefined));
    expect(await ask()).toMatchObject({ kind: 'silent' });
    interceptors.request.eject(id);
    interceptors.request.use(() => Promise.reject(new Error('canary-api-key')));
    const answer = await ask();
    expect(inspect(answer, { depth: 10 })).not.toContain('canary');
    expect(answer).toMatchObject({ kind: 'silent' });
  });

  it('ends when nobody waits for it any more, and none begins after that', async () => {
    gateway.answer = stayMute;
    const answers = [ask(), ask()];
    await until(() => gateway.requests.length === 2);
    client.endQuestions();
    expect(await Promise.all(answers)).toMatchObject([{ kind: 'silent' }, { kind: 'silent' }]);
    expect(await ask()).toMatchObject({ kind: 'silent', cause: { code: 'ERR_CANCELED' } });
    expect(gateway.requests).toHaveLength(2);
    // Calls are placed to the end.
    gateway.answer = accept;
    expect((await client.send(requestTo(gateway.url), new Cancellation())).kind).toBe('answered');
  });
});
