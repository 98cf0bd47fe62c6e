// Runs one contender in a process of its own: `run` messages say how many calls and how many in flight.
import { pathToFileURL } from 'node:url';

const [contender, url] = process.argv.slice(2);
const { create } = await import(pathToFileURL(contender).href);
const call = await create(url);

/** Makes so many calls, so many at a time; returns the time of each in milliseconds where asked. */
async function makeCalls(count, inFlight, keepTimes) {
  const times = [];
  let left = count;
  const lane = async () => {
    while (left-- > 0) {
      const started = keepTimes ? performance.now() : 0;
      await call();
      if (keepTimes) times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return times;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

process.on('message', (order) => void measure(order));
process.once('disconnect', () => process.exit());
process.send('ready');

async function measure({ count, inFlight, collect }) {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const times = await makeCalls(count, inFlight, inFlight === 1);
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (collect) globalThis.gc();
  process.send({
    cpuUsPerCall: (user + system) / count,
    callsPerSecond: (count / wallMs) * 1000,
    medianMs: median(times),
    rssBytes: process.memoryUsage.rss(),
  });
}
