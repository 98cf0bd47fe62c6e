import 'reflect-metadata';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  RequestMethod,
  UseGuards,
  VersioningType,
  type INestApplication,
  type NestInterceptor,
} from '@nestjs/common';
import { map, tap } from 'rxjs';
import { answerCode, GatewayServer, stayMute } from '../../../../test/support/gateway-server.js';
import { requestRaw } from '../../../../test/support/raw-exchange.js';
import { until } from '../../../../test/support/until.js';
import { ADAPTERS, DELIVERED, tokenOf, WEBHOOK_PATH, WebhookHost } from '../../../../test/support/webhook-host.js';
import {
  EsmsCallback,
  EsmsCallbackGuard,
  EsmsCallbacks,
  InMemoryCallJournal,
  type VerifiedCallback,
} from '../index.js';

const PATH = `/${WEBHOOK_PATH}`;

let host: WebhookHost;
let gateway: GatewayServer | null = null;

afterEach(async () => {
  await host.stop();
  await gateway?.stop();
  gateway = null;
});

describe.each(ADAPTERS)('the webhook on %s', (adapter) => {
  it('answers a good token with 200 and a short body, and the call has moved by then', async () => {
    host = await WebhookHost.start(adapter);
    const reply = await host.report('r-1');
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 200, body: 'OK' });
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(await host.voice.getCall('r-1')).toMatchObject({ state: 'delivered', callId: 'sms-1', price: 850 });
  });

  it('answers 200 to a request that has conditions too: 304 would be no acknowledgement', async () => {
    host = await WebhookHost.start(adapter);
    for (const condition of [{ 'if-none-match': '*' }, { 'if-modified-since': new Date().toUTCString() }]) {
      const target = `${PATH}/${tokenOf('r-1')}?${DELIVERED}`;
      const { head, body } = await requestRaw(host.url, { target, headers: condition });
      expect(head).toMatch(/^HTTP\/1\.1 200 /);
      expect(head).toMatch(/^content-type: text\/plain; charset=utf-8$/im);
      expect(head).not.toMatch(/^etag:/im);
      expect(body.toString()).toBe('OK');
    }
  });

  it('keeps the headers that the host gives every answer', async () => {
    const middleware = (_: unknown, response: ServerResponse, next: () => void): void => {
      response.setHeader('x-host', 'a');
      next();
    };
    host = await WebhookHost.start(adapter, { configure: (app) => void app.use(middleware) });
    expect((await host.report('r-1')).headers.get('x-host')).toBe('a');
  });

  it('leaves its answer alone where the host wraps answers, and the host hears of its end', async () => {
    let ended = 0;
    const wrapper: NestInterceptor = {
      intercept: (_, next) =>
        next.handle().pipe(
          tap(() => (ended += 1)),
          map((value) => ({ wrapped: value })),
        ),
    };
    host = await WebhookHost.start(adapter, { configure: (app) => void app.useGlobalInterceptors(wrapper) });
    const { status, body } = await host.report('r-1');
    expect({ status, body, ended }).toEqual({ status: 200, body: 'OK', ended: 1 });
  });

  it('stores a callback that the host has answered meanwhile, and lives on', async () => {
    let response: ServerResponse;
    const journal = new InMemoryCallJournal();
    const insert = journal.insert.bind(journal);
    journal.insert = (record) => {
      response.writeHead(504).end('too slow');
      return insert(record);
    };
    const keep = (_: unknown, raw: ServerResponse, next: () => void): void => {
      response = raw;
      next();
    };
    host = await WebhookHost.start(adapter, { journal, configure: (app) => void app.use(keep) });
    for (const id of ['r-1', 'r-2']) {
      expect((await host.report(id)).status).toBe(504);
      await until(async () => (await host.stateOf(id)) === 'delivered');
    }
  });

  it('answers 200 again and again', async () => {
    host = await WebhookHost.start(adapter);
    const replies = await Promise.all([1, 2, 3, 4, 5, 6].map(() => host.report('r-1')));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await host.voice.getCall('r-1'))!.history).toHaveLength(1);
  });

  it('answers 200 to what it cannot read and to a misfit, and changes nothing', async () => {
    host = await WebhookHost.start(adapter);
    expect((await host.report('r-1', 'SMSID=a&ReferenceId=b')).status).toBe(200);
    expect((await host.report('r-1', '')).status).toBe(200);
    expect((await host.report('r-1', '%E0%A4%A=%&a[b]=1&a[b]=2')).status).toBe(200);
    expect(await host.stateOf('r-1')).toBeNull();
    await host.report('r-1', 'SMSID=sms-1&SendStatus=7');
    expect((await host.report('r-1', DELIVERED.replace('sms-1', 'sms-2'))).status).toBe(200);
    expect(await host.stateOf('r-1')).toBe('dialing');
  });

  it('takes a request id of 50 characters with dots on a default application', async () => {
    host = await WebhookHost.start(adapter);
    const requestId = 'a.b'.padEnd(49, '.~-_') + 'z';
    expect((await host.report(requestId)).status).toBe(200);
    expect(await host.stateOf(requestId)).toBe('delivered');
  });

  const prefixes: readonly [string, (app: INestApplication) => void, string][] = [
    ['a global prefix', (app) => void app.setGlobalPrefix('api/v1'), '/api/v1/webhooks/esms/'],
    ['a prefix with slashes', (app) => void app.setGlobalPrefix('/api/'), '/api/webhooks/esms/'],
    [
      'a prefix that excludes the route',
      (app) => void app.setGlobalPrefix('api', { exclude: ['webhooks/esms/:token'] }),
      '/webhooks/esms/',
    ],
    [
      'a prefix that excludes all webhooks',
      (app) => void app.setGlobalPrefix('api', { exclude: ['webhooks/*rest'] }),
      '/webhooks/esms/',
    ],
    [
      'a prefix that excludes it for GET',
      (app) =>
        void app.setGlobalPrefix('api', { exclude: [{ path: 'webhooks/esms/:token', method: RequestMethod.GET }] }),
      '/webhooks/esms/',
    ],
    [
      'a prefix that excludes it for POST',
      (app) =>
        void app.setGlobalPrefix('api', { exclude: [{ path: 'webhooks/esms/:token', method: RequestMethod.POST }] }),
      '/api/webhooks/esms/',
    ],
    [
      'a prefix that excludes another route',
      (app) => void app.setGlobalPrefix('api', { exclude: ['health', 'webhooks/esms'] }),
      '/api/webhooks/esms/',
    ],
    [
      'versions in the URL',
      (app) => void app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' }),
      '/webhooks/esms/',
    ],
    [
      'versions behind a prefix',
      (app) => void app.setGlobalPrefix('api').enableVersioning({ type: VersioningType.URI, defaultVersion: '2' }),
      '/api/webhooks/esms/',
    ],
    [
      'versions in a header',
      (app) => void app.enableVersioning({ type: VersioningType.HEADER, header: 'x-version', defaultVersion: '1' }),
      '/webhooks/esms/',
    ],
  ];

  it.each(prefixes)('signs a URL that it answers, with %s', async (_, configure, start) => {
    gateway = await GatewayServer.start();
    host = await WebhookHost.start(adapter, { restUrl: gateway.url, configure });
    await host.voice.createOtpCall({ phone: '0901888484', content: '1', requestId: 'r-1' });
    const { pathname } = new URL(gateway.bodies[0]!['CallbackUrl'] as string);
    expect(pathname.startsWith(`${start}1.k1.r-1.`)).toBe(true);
    const reply = await host.send(`${pathname}?${DELIVERED}`);
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 200, body: 'OK' });
  });

  it('answers 503 while the store is down, tells nothing of it, and 200 afterwards', async () => {
    const journal = new FailingJournal();
    host = await WebhookHost.start(adapter, { journal });
    const reply = await host.report('r-1');
    expect(reply.status).toBe(503);
    expect(JSON.parse(reply.body)).toMatchObject({ statusCode: 503, code: 'JOURNAL_UNAVAILABLE', requestId: 'r-1' });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(reply.body).not.toContain('canary');
    expect((await host.send(`${PATH}/x`)).status).toBe(403);
    journal.isDown = false;
    expect((await host.report('r-1')).status).toBe(200);
    expect(await host.stateOf('r-1')).toBe('delivered');
  });

  it('comes before the reply that it belongs to, and nothing is lost', async () => {
    gateway = await GatewayServer.start(stayMute);
    host = await WebhookHost.start(adapter, { restUrl: gateway.url });
    gateway.answer = (response, count, request) =>
      void host.report('r-1').then(() => answerCode('103')(response, count, request));
    const placed = await host.voice.createOtpCall({ phone: '0901888484', content: '1', requestId: 'r-1' });
    expect(placed).toEqual({ requestId: 'r-1', callId: 'sms-1', state: 'delivered' });
  });
});

/** A store that fails with an error full of secrets until it is told not to. */
class FailingJournal extends InMemoryCallJournal {
  isDown = true;

  override async update(...args: Parameters<InMemoryCallJournal['update']>): Promise<never> {
    if (this.isDown) throw new Error('connect postgres://user:canary@db');
    return super.update(...args) as Promise<never>;
  }
}

@Controller('own')
class OwnController {
  static seen: VerifiedCallback[] = [];

  constructor(private readonly callbacks: EsmsCallbacks) {}

  @Get('hook/:token')
  @UseGuards(EsmsCallbackGuard)
  async receive(@EsmsCallback() callback: VerifiedCallback): Promise<{ result: string }> {
    OwnController.seen.push(callback);
    return { result: (await this.callbacks.receive(callback)).result };
  }

  @Get('unguarded/:token')
  unguarded(@EsmsCallback() callback: VerifiedCallback): string {
    return callback.requestId;
  }
}

describe.each(ADAPTERS)('a webhook controller of one’s own on %s', (adapter) => {
  const webhook = { path: 'own/hook', mount: false };

  it('receives what the guard let through, and answers as it likes', async () => {
    OwnController.seen = [];
    host = await WebhookHost.start(adapter, { webhook, controllers: [OwnController] });
    const reply = await host.send(`/own/hook/${tokenOf('r-1')}?${DELIVERED}`);
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 200, body: '{"result":"moved"}' });
    expect(OwnController.seen).toMatchObject([
      { account: 'default', requestId: 'r-1', callback: { family: 'sms', report: { callId: 'sms-1' } } },
    ]);
    expect((await host.send('/own/hook/x')).status).toBe(403);
    expect(OwnController.seen).toHaveLength(1);
  });

  it('is the only one: the ready-made controller is not there', async () => {
    host = await WebhookHost.start(adapter, { webhook });
    expect((await host.send(`/own/hook/${tokenOf('r-1')}`)).status).toBe(404);
  });

  it('gets no callback without the guard, whatever a request carries', async () => {
    host = await WebhookHost.start(adapter, { webhook, controllers: [OwnController] });
    const reply = await host.send(`/own/unguarded/${tokenOf('r-1')}?${DELIVERED}`);
    expect(reply.status).toBe(500);
    expect(reply.body).not.toContain('r-1');
  });
});
