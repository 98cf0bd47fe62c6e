import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  Injectable,
  RequestMethod,
  SetMetadata,
  UseGuards,
  ValidationPipe,
  VersioningType,
  type CanActivate,
  type ExecutionContext,
  type INestApplication,
  type Provider,
  type Type,
} from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { answerCode, GatewayServer, stayMute } from '../../../../test/support/gateway-server.js';
import {
  EsmsCallback,
  EsmsCallbackGuard,
  EsmsCallbacks,
  EsmsVoiceModule,
  EsmsVoiceService,
  InMemoryCallJournal,
  type CallJournalStore,
  type EsmsWebhookOptions,
  type VerifiedCallback,
} from '../index.js';
import { signToken } from './callback-token.js';

const KEY = { id: 'k1', secret: 'canary-callback-secret-0123456789' };
const DELIVERED = 'SMSID=sms-1&SendFailed=0&SendStatus=5&SendSuccess=1&TotalPrice=850.0000&RequestId=&TypeId=8';
const SOON = Math.ceil(Date.now() / 1000) + 60;
const PATH = '/webhooks/esms';

const tokenOf = (requestId: string, expiresAt = SOON, key = KEY): string =>
  signToken(key, { account: 'default', requestId, expiresAt });

interface HostOptions {
  readonly webhook?: EsmsWebhookOptions;
  readonly journal?: CallJournalStore;
  readonly restUrl?: string;
  readonly providers?: Provider[];
  readonly controllers?: Type[];
  readonly configure?: (app: INestApplication) => void;
}

/** An application as a user writes it, on a free port of loopback. */
class Host {
  private constructor(
    readonly app: INestApplication,
    readonly url: string,
  ) {}

  static async start(adapter: 'express' | 'fastify', options: HostOptions = {}): Promise<Host> {
    const { webhook = { path: 'webhooks/esms' }, providers = [], controllers = [], configure } = options;
    const voice = EsmsVoiceModule.forRoot({
      apiKey: 'a',
      secretKey: 's',
      restUrl: options.restUrl ?? 'http://127.0.0.1:9',
      callback: { publicUrl: 'https://otp.example', keys: [KEY] },
      journal: options.journal,
      webhook,
    });
    const module = await Test.createTestingModule({ imports: [voice], providers, controllers }).compile();
    const http = adapter === 'express' ? new ExpressAdapter() : new FastifyAdapter();
    const app = module.createNestApplication(http, { logger: false });
    configure?.(app);
    await app.listen(0, '127.0.0.1');
    return new Host(app, await app.getUrl());
  }

  get voice(): EsmsVoiceService {
    return this.app.get(EsmsVoiceService);
  }

  async send(path: string, method = 'GET'): Promise<{ status: number; body: string; headers: Headers }> {
    const response = await fetch(this.url + path, { method, redirect: 'manual' });
    return { status: response.status, body: await response.text(), headers: response.headers };
  }

  /** A callback about this call, as the gateway sends it. */
  report(requestId: string, query = DELIVERED): ReturnType<Host['send']> {
    return this.send(`${PATH}/${tokenOf(requestId)}?${query}`);
  }

  async stateOf(requestId: string): Promise<string | null> {
    return (await this.voice.getCall(requestId))?.state ?? null;
  }
}

/** A host's own guard, which lets only public routes past. */
@Injectable()
class PublicOnlyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean>('public', [context.getHandler(), context.getClass()]) ?? false;
  }
}
const GLOBAL_GUARD: Provider = { provide: APP_GUARD, useClass: PublicOnlyGuard };

let host: Host;
let gateway: GatewayServer | null = null;

afterEach(async () => {
  await host.app.close();
  await gateway?.stop();
  gateway = null;
});

describe.each(['express', 'fastify'] as const)('the webhook on %s', (adapter) => {
  it('answers a good token with 200 and a short body, and the call has moved by then', async () => {
    host = await Host.start(adapter);
    const reply = await host.report('r-1');
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 200, body: 'OK' });
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(await host.voice.getCall('r-1')).toMatchObject({ state: 'delivered', callId: 'sms-1', price: 850 });
  });

  it('answers 200 again and again', async () => {
    host = await Host.start(adapter);
    const replies = await Promise.all([1, 2, 3, 4, 5, 6].map(() => host.report('r-1')));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await host.voice.getCall('r-1'))!.history).toHaveLength(1);
  });

  it('answers 200 to what it cannot read and to a misfit, and changes nothing', async () => {
    host = await Host.start(adapter);
    expect((await host.report('r-1', 'SMSID=a&ReferenceId=b')).status).toBe(200);
    expect((await host.report('r-1', '')).status).toBe(200);
    expect((await host.report('r-1', '%E0%A4%A=%&a[b]=1&a[b]=2')).status).toBe(200);
    expect(await host.stateOf('r-1')).toBeNull();
    await host.report('r-1', 'SMSID=sms-1&SendStatus=7');
    expect((await host.report('r-1', DELIVERED.replace('sms-1', 'sms-2'))).status).toBe(200);
    expect(await host.stateOf('r-1')).toBe('dialing');
  });

  it('answers every bad token alike, with 403 that does not say why', async () => {
    host = await Host.start(adapter);
    const good = tokenOf('r-1');
    const bad = [
      'x',
      `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`,
      `${good}A`,
      tokenOf('r-1', 1),
      tokenOf('r-1', SOON, { ...KEY, id: 'k2' }),
      tokenOf('r-1', SOON, { ...KEY, secret: 'another-secret-of-32-characters-0' }),
      signToken(KEY, { account: 'other', requestId: 'r-1', expiresAt: SOON }),
      '__proto__',
      '..%2F..%2Fetc',
    ];
    const replies = await Promise.all(bad.map((token) => host.send(`${PATH}/${token}?${DELIVERED}`)));
    expect(replies.map(({ status }) => status)).toEqual(bad.map(() => 403));
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
    expect(replies[0]!.body).not.toMatch(/token|expired|mac|key|sign|r-1/i);
    expect(await host.stateOf('r-1')).toBeNull();
  });

  it('is not moved by any method but GET', async () => {
    host = await Host.start(adapter);
    const path = `${PATH}/${tokenOf('r-1')}?${DELIVERED}`;
    for (const method of ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expect((await host.send(path, method)).status).toBeGreaterThanOrEqual(400);
    }
    expect(await host.stateOf('r-1')).toBeNull();
    expect((await host.send(path)).status).toBe(200);
  });

  it('takes a request id of 50 characters with dots on a default application', async () => {
    host = await Host.start(adapter);
    const requestId = 'a.b'.padEnd(49, '.~-_') + 'z';
    expect((await host.report(requestId)).status).toBe(200);
    expect(await host.stateOf(requestId)).toBe('delivered');
  });

  it('answers the URL that it signed, whole way round', async () => {
    gateway = await GatewayServer.start();
    host = await Host.start(adapter, { restUrl: gateway.url });
    await host.voice.createOtpCall({ phone: '0901888484', content: '1', requestId: 'r-1' });
    const url = new URL(gateway.bodies[0]!['CallbackUrl'] as string);
    expect(url.origin).toBe('https://otp.example');
    expect((await host.send(`${url.pathname}?${DELIVERED}&phonenumber=0901888484`)).status).toBe(200);
    expect(await host.stateOf('r-1')).toBe('delivered');
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
    host = await Host.start(adapter, { restUrl: gateway.url, configure });
    await host.voice.createOtpCall({ phone: '0901888484', content: '1', requestId: 'r-1' });
    const { pathname } = new URL(gateway.bodies[0]!['CallbackUrl'] as string);
    expect(pathname.startsWith(`${start}1.k1.r-1.`)).toBe(true);
    const reply = await host.send(`${pathname}?${DELIVERED}`);
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 200, body: 'OK' });
  });

  it('gets past a global guard by the decorators of the host', async () => {
    const webhook = { path: 'webhooks/esms', decorators: [SetMetadata('public', true)] };
    host = await Host.start(adapter, { webhook, providers: [GLOBAL_GUARD] });
    expect((await host.report('r-1')).status).toBe(200);
    expect((await host.send(`${PATH}/x`)).status).toBe(403);
  });

  it('stays behind a global guard without them', async () => {
    host = await Host.start(adapter, { providers: [GLOBAL_GUARD] });
    expect((await host.report('r-1')).status).toBe(403);
    expect(await host.stateOf('r-1')).toBeNull();
  });

  it('stands a strict validation pipe of the host', async () => {
    const strict = new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, validateCustomDecorators: true });
    host = await Host.start(adapter, { configure: (app) => void app.useGlobalPipes(strict) });
    expect((await host.report('r-1')).status).toBe(200);
    expect(await host.stateOf('r-1')).toBe('delivered');
  });

  it('answers 503 while the store is down, tells nothing of it, and 200 afterwards', async () => {
    const journal = new FailingJournal();
    host = await Host.start(adapter, { journal });
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
    host = await Host.start(adapter, { restUrl: gateway.url });
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

describe.each(['express', 'fastify'] as const)('a webhook controller of one’s own on %s', (adapter) => {
  const webhook = { path: 'own/hook', mount: false };

  it('receives what the guard let through, and answers as it likes', async () => {
    OwnController.seen = [];
    host = await Host.start(adapter, { webhook, controllers: [OwnController] });
    const reply = await host.send(`/own/hook/${tokenOf('r-1')}?${DELIVERED}`);
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 200, body: '{"result":"moved"}' });
    expect(OwnController.seen).toMatchObject([
      { account: 'default', requestId: 'r-1', callback: { family: 'sms', report: { callId: 'sms-1' } } },
    ]);
    expect((await host.send('/own/hook/x')).status).toBe(403);
    expect(OwnController.seen).toHaveLength(1);
  });

  it('is the only one: the ready-made controller is not there', async () => {
    host = await Host.start(adapter, { webhook });
    expect((await host.send(`/own/hook/${tokenOf('r-1')}`)).status).toBe(404);
  });

  it('gets no callback without the guard, whatever a request carries', async () => {
    host = await Host.start(adapter, { webhook, controllers: [OwnController] });
    const reply = await host.send(`/own/unguarded/${tokenOf('r-1')}?${DELIVERED}`);
    expect(reply.status).toBe(500);
    expect(reply.body).not.toContain('r-1');
  });
});
