import type { INestApplication, Provider, Type } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { signToken, type TokenClaims } from '../../libs/esms-voice/src/callbacks/callback-token.js';
import {
  EsmsCallbacks,
  EsmsVoiceModule,
  EsmsVoiceService,
  type CallJournalStore,
  type EsmsWebhookOptions,
  type NamedKey,
} from '../../libs/esms-voice/src/index.js';

export const ADAPTERS = ['express', 'fastify'] as const;
export type AdapterName = (typeof ADAPTERS)[number];

export const httpAdapterOf = (adapter: AdapterName): ExpressAdapter | FastifyAdapter =>
  adapter === 'express' ? new ExpressAdapter() : new FastifyAdapter();

export const WEBHOOK_PATH = 'webhooks/esms';
export const CALLBACK_KEY: NamedKey = { id: 'k1', secret: 'canary-callback-secret-0123456789' };
/** What the gateway says of a call that was answered. */
export const DELIVERED = 'SMSID=sms-1&SendFailed=0&SendStatus=5&SendSuccess=1&TotalPrice=850.0000&RequestId=&TypeId=8';

const SOON = Math.ceil(Date.now() / 1000) + 600;

/** A good token, unless told otherwise. */
export const tokenOf = (requestId: string, claims: Partial<TokenClaims> = {}, key = CALLBACK_KEY): string =>
  signToken(key, { account: 'default', requestId, expiresAt: SOON, ...claims });

/** What differs from a plain application with the ready-made controller. */
export interface WebhookHostOptions {
  readonly webhook?: EsmsWebhookOptions;
  readonly journal?: CallJournalStore;
  readonly restUrl?: string;
  readonly providers?: Provider[];
  readonly controllers?: Type[];
  readonly configure?: (app: INestApplication) => void;
}

/** An application as a user writes it, on a free port of loopback. */
export class WebhookHost {
  private constructor(
    readonly app: INestApplication,
    readonly url: string,
  ) {}

  static async start(adapter: AdapterName, options: WebhookHostOptions = {}): Promise<WebhookHost> {
    const { webhook = { path: WEBHOOK_PATH }, providers = [], controllers = [], configure } = options;
    const voice = EsmsVoiceModule.forRoot({
      apiKey: 'a',
      secretKey: 's',
      restUrl: options.restUrl ?? 'http://127.0.0.1:9',
      voiceUrl: 'http://127.0.0.1:9',
      callback: { publicUrl: 'https://otp.example', keys: [CALLBACK_KEY] },
      // Whatever writes into the journal is a callback.
      settlement: { enabled: false },
      journal: options.journal,
      webhook,
    });
    const module = await Test.createTestingModule({ imports: [voice], providers, controllers }).compile();
    const app = module.createNestApplication(httpAdapterOf(adapter), { logger: false });
    configure?.(app);
    await app.listen(0, '127.0.0.1');
    return new WebhookHost(app, await app.getUrl());
  }

  get voice(): EsmsVoiceService {
    return this.app.get(EsmsVoiceService);
  }

  get callbacks(): EsmsCallbacks {
    return this.app.get(EsmsCallbacks);
  }

  async send(
    path: string,
    method = 'GET',
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: string; headers: Headers }> {
    const response = await fetch(this.url + path, { method, headers, redirect: 'manual' });
    return { status: response.status, body: await response.text(), headers: response.headers };
  }

  /** A callback about this call, as the gateway sends it. */
  report(requestId: string, query = DELIVERED): ReturnType<WebhookHost['send']> {
    return this.send(`/${WEBHOOK_PATH}/${tokenOf(requestId)}?${query}`);
  }

  async stateOf(requestId: string): Promise<string | null> {
    return (await this.voice.getCall(requestId))?.state ?? null;
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
