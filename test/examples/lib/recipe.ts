import { Logger, type INestApplication } from '@nestjs/common';
import { EsmsSimulator, type SimulatedCall } from 'nestjs-esms-voice/testing';
import { freePort } from '../../support/free-port.js';

/** A reply of a recipe; `body` is empty where it sent none. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** What a recipe reads from its environment, beside a simulator. */
export const recipeSettings = (gateway: EsmsSimulator, port: number): Record<string, string> => ({
  ESMS_API_KEY: gateway.apiKey,
  ESMS_SECRET_KEY: gateway.secretKey,
  ESMS_REST_URL: gateway.restUrl,
  PORT: String(port),
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  CALLBACK_KEYS: `k1:${'c'.repeat(32)}`,
  DATA_SECRET: 'd'.repeat(32),
  JWT_SECRET: 'j'.repeat(32),
  BETTER_AUTH_URL: `http://127.0.0.1:${port}`,
  BETTER_AUTH_SECRET: 'b'.repeat(32),
  CAMPAIGN_SECRET: 's'.repeat(32),
});

/** A recipe that listens on loopback beside a simulator of its own. */
export class RunningRecipe {
  private constructor(
    readonly app: INestApplication,
    readonly gateway: EsmsSimulator,
    readonly url: string,
  ) {}

  static async start(create: () => Promise<INestApplication>): Promise<RunningRecipe> {
    Logger.overrideLogger(false);
    const gateway = await EsmsSimulator.start({ answerAfterMs: 50 });
    const port = await freePort();
    Object.assign(process.env, recipeSettings(gateway, port));
    const app = await create();
    await app.listen(port, '127.0.0.1');
    return new RunningRecipe(app, gateway, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.gateway.stop();
  }

  /** The calls that rang, oldest first. */
  get rings(): SimulatedCall[] {
    return this.gateway.calls().filter(({ placed }) => placed > 0);
  }

  /** How often each phone would have rung, by number. */
  get ringsOf(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { phone, placed } of this.rings) counts[phone] = (counts[phone] ?? 0) + placed;
    return counts;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.fetch(path, { headers });
  }

  post(path: string, body: object | string, headers: Record<string, string> = {}): Promise<Reply> {
    const isText = typeof body === 'string';
    return this.fetch(path, {
      method: 'POST',
      body: isText ? body : JSON.stringify(body),
      headers: { 'content-type': isText ? 'text/csv' : 'application/json', ...headers },
    });
  }

  private async fetch(path: string, init: RequestInit): Promise<Reply> {
    const response = await fetch(this.url + path, init);
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  }
}
