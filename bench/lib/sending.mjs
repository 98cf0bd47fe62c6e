import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from './statistics.mjs';

/**
 * Sends all requests, one after the other on each lane. This process never sleeps meanwhile: to wake one costs its
 * server as much as a request, and a fast server would let it sleep less often than a slow one.
 */
export async function sendAtOnce(lanes, requests) {
  const started = performance.now();
  let isDone = false;
  const spin = () => isDone || setImmediate(spin);
  spin();
  let next = 0;
  const run = async (lane) => {
    while (next < requests.length) await lane.send(requests[next++]);
  };
  await Promise.all(lanes.map(run));
  isDone = true;
  return { wallMs: performance.now() - started };
}

/** Sends so many requests a second whether or not the server keeps up, as long as there are lanes. */
export async function sendAtPace(lanes, requests, perSecond) {
  const free = [...lanes];
  const times = [];
  const sendOne = async (request) => {
    const lane = free.pop();
    if (!lane) throw new Error('The server does not keep up with the pace.');
    const sentAt = performance.now();
    await lane.send(request);
    times.push(performance.now() - sentAt);
    free.push(lane);
  };
  const started = performance.now();
  const sent = [];
  while (sent.length < requests.length) {
    const due = Math.min(requests.length, Math.ceil(((performance.now() - started) / 1000) * perSecond));
    while (sent.length < due) sent.push(sendOne(requests[sent.length]));
    await sleep(1);
  }
  await Promise.all(sent);
  return { medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}
