import { freePort } from '../machine/free-port.mjs';
import { findProgram } from '../machine/commands.mjs';
import { startWithDocker } from '../machine/docker.mjs';
import { until } from '../until.mjs';
import { UnavailableError } from '../unavailable.error.mjs';
import { clusterInfoAt, formCluster } from './form-cluster.mjs';
import { infoOf } from './question.mjs';
import { startRedisServer } from './redis-server.mjs';

const NODES = 3;
const FORM_LIMIT_MS = 15_000;
const NODE = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '5000'];

/** A Redis Cluster of three masters, as `host:port,host:port,host:port`. */
export const redisCluster = {
  title: 'Redis Cluster',
  variable: 'TEST_REDIS_CLUSTER',
  programName: 'redis-server',
  aptPackage: 'redis-server',

  findProgram: () => findProgram('redis-server'),

  async versionAt(nodes) {
    const urls = nodes.split(',').map((node) => `redis://${node}`);
    const states = await Promise.all(urls.map(clusterInfoAt));
    if (states.some(({ cluster_state: state }) => state !== 'ok')) throw new Error('the cluster is not ok');
    return (await infoOf(urls[0])).redis_version;
  },

  placeOf: (nodes) => nodes,

  async startPrivate(guarded, program) {
    const names = Array.from({ length: NODES }, (_, index) => `redis-cluster-${index}`);
    return formed(await Promise.all(names.map((name) => startRedisServer(guarded, { program, name, more: NODE }))));
  },

  // In one container: the nodes tell each other and the client the same addresses.
  async startInDocker(guarded) {
    const ports = await Promise.all(Array.from({ length: NODES }, freePort));
    const env = Object.fromEntries(ports.map((port, index) => [`REDIS_CLUSTER_PORT_${index}`, String(port)]));
    await startWithDocker(guarded, 'redis-cluster', env);
    return formed(ports);
  },
};

const urlOf = (port) => `redis://127.0.0.1:${port}`;

async function formed(ports) {
  try {
    await until(() => Promise.all(ports.map((port) => clusterInfoAt(urlOf(port)))), FORM_LIMIT_MS);
    await formCluster(ports);
    await until(() => Promise.all(ports.map(checkNode)), FORM_LIMIT_MS);
  } catch (error) {
    throw new UnavailableError(`the nodes form no cluster: ${error.message}`);
  }
  return ports.map((port) => `127.0.0.1:${port}`).join(',');
}

async function checkNode(port) {
  const { cluster_state: state, cluster_known_nodes: known } = await clusterInfoAt(urlOf(port));
  if (state !== 'ok' || known !== String(NODES)) throw new Error(`port ${port} says ${state}, ${known} nodes`);
}
