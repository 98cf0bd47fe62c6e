import 'reflect-metadata';
import { createDemo } from '../../apps/demo/dist/create-demo.js';
import { readSettings } from '../../apps/demo/dist/settings/read-settings.js';

// A demo that tells its parent how much memory it takes, and when it has heard a callback.
const { settings } = readSettings(process.env);
const app = await createDemo(settings);
app
  .getHttpAdapter()
  .getInstance()
  .addHook('onRequest', (request, _reply, done) => {
    if (request.url.startsWith('/webhooks/')) process.send({ callbackAt: performance.timeOrigin + performance.now() });
    done();
  });
await app.listen(settings.port, settings.host);
process.on('message', (word) => {
  if (word === 'stop') void app.close().then(() => process.disconnect());
  else tellMemory();
});
process.send('ready');

function tellMemory() {
  globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  process.send({ rss, heapUsed });
}
