// Runs one server that is called in a process of its own; the CPU time between `begin` and `end` is told.
import { pathToFileURL } from 'node:url';
import { keepTick, measureTick } from './lib/kept-tick.mjs';

await keepTick();
const [file, options] = process.argv.slice(2);
const { create } = await import(pathToFileURL(file).href);
const { app, path, place } = await create(JSON.parse(options));
await app.listen(0, '127.0.0.1');

let cpuBefore;
const ORDERS = {
  place: ({ count }) => place(count),
  // What placing left behind is placing's. No full collection: one between two batches makes V8 drop the code of the route.
  begin: () => {
    globalThis.gc({ type: 'minor' });
    globalThis.gc({ type: 'minor' });
    cpuBefore = process.cpuUsage();
    return 'begun';
  },
  end: () => {
    const { user, system } = process.cpuUsage(cpuBefore);
    return { cpuUs: user + system };
  },
  tick: () => measureTick(),
  rss: () => {
    globalThis.gc();
    return process.memoryUsage.rss();
  },
};

const answer = async (message) => process.send(await ORDERS[message.order](message));

process.on('message', (message) => void answer(message));
process.once('disconnect', () => process.exit());
process.send({ base: `http://127.0.0.1:${app.getHttpServer().address().port}/${path}` });
