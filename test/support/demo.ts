import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDemo } from '../../apps/demo/src/create-demo.js';
import { readSettings } from '../../apps/demo/src/settings/read-settings.js';
import { freePort } from './free-port.js';

/** An HTTP reply of the demo. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** A demo that listens on loopback, and the few words that a scenario needs. */
export class RunningDemo {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
  ) {}

  /** Starts the demo with these environment variables and no others. */
  static async start(env: Record<string, string> = {}): Promise<RunningDemo> {
    const reading = readSettings({ LOG_LEVEL: 'silent', PORT: String(await freePort()), ...env });
    if ('problems' in reading) throw new Error(reading.problems.join('\n'));
    const app = await createDemo(reading.settings);
    await app.listen(reading.settings.port, reading.settings.host);
    return new RunningDemo(app, `http://127.0.0.1:${reading.settings.port}`);
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.fetch(path, { headers });
  }

  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Reply> {
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    };
    return this.fetch(path, init);
  }

  placeOtpCall(call: object, headers: Record<string, string> = {}): Promise<Reply> {
    return this.post('/calls/otp', call, headers);
  }

  /** Waits until the call is in this state, 10 s at most, and gives the call as it is then. */
  async waitFor(requestId: unknown, state: string): Promise<Record<string, unknown>> {
    const until = Date.now() + 10_000;
    for (;;) {
      const { body } = await this.get(`/calls/${String(requestId)}`);
      if (body['state'] === state) return body;
      if (Date.now() > until) throw new Error(`The call is ${String(body['state'])}, not ${state}.`);
      await sleep(50);
    }
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await fetch(this.url + path, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const body = (isJson ? JSON.parse(text) : { text }) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  }
}
