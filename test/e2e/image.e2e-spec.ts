import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { layOutImage, removeImage } from '../support/image.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { RunningProcess } from '../support/running-process.js';

describe('what the Dockerfile copies', () => {
  let image: string;
  let database: TestDatabase;
  let demo: RunningProcess;
  let url: string;

  beforeAll(async () => {
    [image, database] = await Promise.all([layOutImage(), createDatabase()]);
    const port = String(await freePort());
    url = `http://127.0.0.1:${port}`;
    const env = { PORT: port, LOG_LEVEL: 'warn', DATABASE_URL: database.url };
    demo = RunningProcess.start([join(image, 'apps/demo/dist/main.js')], env);
    await demo.printed(/demo is ready/);
  });

  afterAll(async () => {
    await demo.stop();
    await Promise.all([removeImage(image), database.drop()]);
  });

  it.each(['/', '/docs', '/docs-json', '/health', '/metrics', '/stats'])('serves %s', async (path) => {
    expect((await fetch(url + path)).status).toBe(200);
  });

  it('places a call, its journal in Postgres', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ phone: '0901888484', code: '686868', requestId: 'image-1' });
    expect((await fetch(`${url}/calls/otp`, { method: 'POST', headers, body })).status).toBe(201);
    expect(await (await fetch(`${url}/calls/image-1`)).json()).toMatchObject({ phone: '090****484' });
  });
});
