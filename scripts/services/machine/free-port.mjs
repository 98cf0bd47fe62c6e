import { createServer } from 'node:net';

/** Redis Cluster talks to its other nodes on this many ports above its own. */
const BUS_OFFSET = 10_000;

/** A port of loopback that was free a moment ago, and whose port for the bus of a cluster was free as well. */
export async function freePort() {
  for (;;) {
    const port = await listenOnce(0);
    if (port + BUS_OFFSET < 65_536 && (await listenOnce(port + BUS_OFFSET).catch(() => null))) return port;
  }
}

function listenOnce(wanted) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
