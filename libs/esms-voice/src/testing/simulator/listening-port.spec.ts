import { createServer } from 'node:http';
import { createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../../../test/support/until.js';
import { ListeningPort } from './listening-port.js';

let server: Server;
let port: ListeningPort;

beforeEach(async () => {
  const http = createServer((_request, response) => response.end('ok'));
  server = http;
  port = await ListeningPort.open(http, '127.0.0.1', 0);
});

afterEach(() => port.close());

const listens = () => server.listening;
const isReached = () => fetch(port.url, { headers: { connection: 'close' } }).then(({ ok }) => ok);

describe('ListeningPort', () => {
  it('refuses for a while and listens on the same port again', async () => {
    port.refuseFor(40);
    await expect(isReached()).rejects.toThrow('fetch failed');
    await until(listens);
    expect(await isReached()).toBe(true);
  });

  it('counts the time from the last refusal', async () => {
    const startedAt = Date.now();
    port.refuseFor(20);
    port.refuseFor(120);
    await until(listens);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(119);
  });

  it('opens at once when told to, and stays as it is when it is open', async () => {
    port.refuseFor(60_000);
    port.reopen();
    await until(listens);
    port.reopen();
    expect(await isReached()).toBe(true);
  });

  it('waits for the port when somebody else has taken it meanwhile', async () => {
    port.refuseFor(30);
    const other = createTcpServer().listen(Number(new URL(port.url).port), '127.0.0.1');
    await until(() => other.listening);
    await new Promise((resolve) => setTimeout(resolve, 70));
    expect(listens()).toBe(false);
    other.close();
    await until(listens);
    expect(await isReached()).toBe(true);
  });

  it('stays closed for good once it is closed, whenever that happens', async () => {
    port.refuseFor(1);
    await port.close();
    port.refuseFor(1);
    port.reopen();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(listens()).toBe(false);
  });

  it('closes again when it was closed in the middle of opening', async () => {
    port.refuseFor(60_000);
    port.reopen();
    await new Promise((resolve) => setTimeout(resolve, 0));
    for (let turn = 0; turn < 20; turn += 1) {
      await port.close();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(listens()).toBe(false);
  });
});
