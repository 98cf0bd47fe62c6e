import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { AppModule } from './app.module.js';
import { Calls } from './calls.module.js';

describe('an application of NestJS 11 in ESM with two accounts', () => {
  const port = process.env.PORT ?? '3000';
  let gateway: EsmsSimulator;
  let app: INestApplication;

  before(async () => {
    gateway = await EsmsSimulator.start({ answerAfterMs: 100 });
    process.env.ESMS_API_KEY = gateway.apiKey;
    process.env.ESMS_SECRET_KEY = gateway.secretKey;
    process.env.ESMS_REST_URL = gateway.restUrl;
    process.env.PUBLIC_URL = `http://127.0.0.1:${port}`;
    process.env.LOGIN_CALLBACK_SECRET = 'a-secret-of-32-characters-or-more';
    process.env.ALERTS_CALLBACK_SECRET = 'another-one-of-32-characters-or-more';

    app = await NestFactory.create(AppModule, { logger: ['error'] });
    await app.listen(port, '127.0.0.1');
  });

  after(async () => {
    await app.close();
    await gateway.stop();
  });

  it('places a call by each account and hears of both', async () => {
    const calls = app.get(Calls);
    const code = await calls.speakCode('0901888484', '686868');
    const alert = await calls.alert('0901888485', 'May chu A da dung.');
    await until(() => calls.delivered.length === 2);
    const accounts = new Map(calls.delivered.map(({ requestId, account }) => [requestId, account]));
    assert.equal(accounts.get(code.requestId), 'default');
    assert.equal(accounts.get(alert.requestId), 'alerts');
    assert.deepEqual(
      gateway.calls().map(({ dials }) => dials),
      [1, 1],
    );
  });
});

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!isTrue()) {
    assert.ok(Date.now() < deadline, 'both calls are delivered in time');
    await setTimeout(20);
  }
}
