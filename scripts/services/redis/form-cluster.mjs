import { askRedis, fieldsOf } from './question.mjs';

const SLOTS = 16_384;

/** Shares the slots out among empty nodes on loopback and introduces them to each other. */
export async function formCluster(ports) {
  const share = Math.ceil(SLOTS / ports.length);
  const tasks = ports.map((port, index) =>
    askRedis(urlOf(port), async (node) => {
      await node.cluster('ADDSLOTS', ...slotsBetween(index * share, Math.min((index + 1) * share, SLOTS)));
      await node.cluster('SET-CONFIG-EPOCH', index + 1);
    }),
  );
  await Promise.all(tasks);
  const [first, ...others] = ports;
  await askRedis(urlOf(first), (node) => Promise.all(others.map((port) => node.cluster('MEET', '127.0.0.1', port))));
}

/** What CLUSTER INFO says at this URL. */
export const clusterInfoAt = async (url) => fieldsOf(await askRedis(url, (node) => node.cluster('INFO')));

const urlOf = (port) => `redis://127.0.0.1:${port}`;
const slotsBetween = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);
