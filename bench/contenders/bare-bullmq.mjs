import { Agent } from 'node:http';
import { HttpService } from '@nestjs/axios';
import { create as createAxios } from 'axios';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { firstValueFrom } from 'rxjs';
import { CONCURRENCY, readPlaces } from '../dispatch/places.mjs';
import { body, PATH } from './call.mjs';

/** What one would write in an afternoon: a queue, and a worker that posts the body by Nest's `HttpService`. */
export async function create(places) {
  const { gatewayUrl, redisUrl } = readPlaces(places);
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const prefix = `bench:${process.pid}`;
  const queue = new Queue('bare', { connection, prefix });
  const http = new HttpService(createAxios({ httpAgent: new Agent({ keepAlive: true }) }));
  const waiting = new Map();
  const post = async ({ data }) => {
    await firstValueFrom(http.post(gatewayUrl + PATH, data));
    waiting.get(data.RequestId)();
    waiting.delete(data.RequestId);
  };
  const worker = new Worker('bare', post, { connection, prefix, concurrency: CONCURRENCY });
  await worker.waitUntilReady();
  return () => {
    const data = body();
    const posted = new Promise((resolve) => waiting.set(data.RequestId, resolve));
    const options = { jobId: `c-${data.RequestId}`, removeOnComplete: true };
    return Promise.all([queue.add('call', data, options), posted]);
  };
}
