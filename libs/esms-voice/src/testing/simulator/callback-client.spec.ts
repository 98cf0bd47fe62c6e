import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type AnswerDelivery,
  answerWith,
  CallbackReceiver,
  stayMute,
} from '../../../../../test/support/callback-receiver.js';
import { until } from '../../../../../test/support/until.js';
import { CallbackClient } from './callback-client.js';

const receivers: CallbackReceiver[] = [];

async function receiverOf(answer?: AnswerDelivery): Promise<CallbackReceiver> {
  const receiver = await CallbackReceiver.start(answer);
  receivers.push(receiver);
  return receiver;
}

afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.stop()));
});

describe('CallbackClient', () => {
  it('fetches by GET and tells the status', async () => {
    const receiver = await receiverOf(answerWith(204));
    expect(await new CallbackClient(500).get(new URL(`${receiver.url}?a=1`))).toEqual({ status: 204 });
    expect([receiver.methods, receiver.urls]).toEqual([['GET'], ['/cb?a=1']]);
  });

  it('follows no redirect', async () => {
    const target = await receiverOf();
    const receiver = await receiverOf(answerWith(302, { location: target.url }));
    expect(await new CallbackClient(500).get(new URL(receiver.url))).toEqual({ status: 302 });
    expect(target.urls).toEqual([]);
  });

  it('gives up on a receiver that says nothing', async () => {
    const receiver = await receiverOf(stayMute);
    expect(await new CallbackClient(30).get(new URL(receiver.url))).toEqual({ error: 'timeout' });
  });

  it('gives up on a receiver that never ends its answer', async () => {
    const receiver = await receiverOf((response) => void response.writeHead(200).write('.'));
    expect(await new CallbackClient(50).get(new URL(receiver.url))).toEqual({ error: 'timeout' });
  });

  it('tells a receiver that is down, and one that hangs up', async () => {
    const receiver = await receiverOf((response) => void response.destroy());
    const client = new CallbackClient(500);
    expect(await client.get(new URL(receiver.url))).toEqual({ error: 'ECONNRESET' });
    const url = new URL(receiver.url);
    await receiver.stop();
    expect(await client.get(url)).toEqual({ error: 'ECONNREFUSED' });
  });

  it('tells a receiver that speaks no TLS', async () => {
    const receiver = await receiverOf();
    const result = await new CallbackClient(500).get(new URL(receiver.url.replace('http:', 'https:')));
    expect(result).toEqual({ error: expect.stringMatching(/^[A-Z_]+$/) });
    expect(receiver.urls).toEqual([]);
  });

  it('has 256 deliveries under way at most, and ends those that wait as well', async () => {
    const receiver = await receiverOf(stayMute);
    const client = new CallbackClient(5_000);
    const results = Array.from({ length: 300 }, () => client.get(new URL(receiver.url)));
    await until(() => receiver.urls.length >= 256);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(receiver.urls).toHaveLength(256);
    client.abortAll();
    expect(new Set((await Promise.all(results)).map((result) => JSON.stringify(result)))).toEqual(
      new Set(['{"error":"cancelled"}']),
    );
    expect(receiver.urls).toHaveLength(256);
  });

  it('starts a delivery that waits when another one ends', async () => {
    const receiver = await receiverOf();
    const client = new CallbackClient(5_000);
    const results = await Promise.all(Array.from({ length: 300 }, () => client.get(new URL(receiver.url))));
    expect(results.filter((result) => !('status' in result))).toEqual([]);
    expect(receiver.urls).toHaveLength(300);
  });
});
