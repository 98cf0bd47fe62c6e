import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/services/machine/free-port.mjs';
import { answerOf } from '../lib/processes.mjs';
import { quantile } from '../lib/statistics.mjs';

// 1,000 clients of GET /events on one process: memory a client, and the time from a callback to the clients.
const CLIENTS = Number(process.env.CLIENTS ?? 1_000);
const CALLS = Number(process.env.CALLS ?? 50);
const PORT = await freePort();

const demo = fork(fileURLToPath(new URL('demo-process.mjs', import.meta.url)), {
  execArgv: ['--expose-gc'],
  env: { PATH: process.env.PATH, PORT: String(PORT), LOG_LEVEL: 'silent' },
});
await answerOf(demo);
let callbackAt = 0;
demo.on('message', (message) => (callbackAt = message.callbackAt ?? callbackAt));

const before = await memory();
const delays = [];
const sockets = [];
for (let n = 0; n < CLIENTS; n += 100) await Promise.all(Array.from({ length: 100 }, open));
await sleep(500);
const after = await memory();

for (let n = 0; n < CALLS; n += 1) {
  const [heard, began] = [delays.length, Date.now()];
  await place();
  while (delays.length < heard + CLIENTS && Date.now() - began < 5_000) await sleep(20);
}
const at = (share) => Number(quantile(delays, share).toFixed(1));
const kilobytes = (name) => Number(((after[name] - before[name]) / CLIENTS / 1_024).toFixed(1));
console.log({
  clients: CLIENTS,
  calls: CALLS,
  heard: delays.length,
  rssKbAClient: kilobytes('rss'),
  heapKbAClient: kilobytes('heapUsed'),
  callbackToClientMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(0.9999) },
});
for (const socket of sockets) socket.destroy();
demo.send('stop');
await once(demo, 'exit');

async function memory() {
  demo.send('memory');
  for (;;) {
    const message = await answerOf(demo);
    if (message.rss) return message;
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port: PORT, host: '127.0.0.1', path: '/events' }, (response) => {
      sockets.push(response.socket);
      response.on('error', () => undefined);
      response.on('data', (chunk) => {
        if (chunk.includes('"type":"delivered"')) delays.push(performance.timeOrigin + performance.now() - callbackAt);
      });
      resolve();
    });
    outgoing.once('error', reject).end();
  });
}

async function place() {
  await fetch(`http://127.0.0.1:${PORT}/calls/otp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: '0901888484', code: '686868' }),
  });
}
