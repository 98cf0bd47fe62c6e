import { findProgram } from '../machine/commands.mjs';
import { startWithDocker } from '../machine/docker.mjs';
import { infoOf } from './question.mjs';
import { startRedisServer } from './redis-server.mjs';

/** One Redis. Tests keep to keys under a prefix of their own, so that one which is shared loses nothing. */
export const redis = {
  title: 'Redis',
  variable: 'TEST_REDIS_URL',
  local: 'redis://127.0.0.1:6379',
  programName: 'redis-server',
  aptPackage: 'redis-server',

  findProgram: () => findProgram('redis-server'),

  async versionAt(url) {
    if (!/^rediss?:/.test(url)) throw new Error('it is no redis:// URL');
    const { redis_version: version, redis_mode: mode, role } = await infoOf(url);
    if (mode === 'cluster') throw new Error('it is a node of a cluster');
    if (role !== 'master') throw new Error('it is a replica');
    return version;
  },

  placeOf: (url) => new URL(url).host,

  async startPrivate(guarded, program) {
    return `redis://127.0.0.1:${await startRedisServer(guarded, { program, name: 'redis' })}`;
  },

  async startInDocker(guarded) {
    const publishedAt = await startWithDocker(guarded, 'redis');
    return `redis://${await publishedAt(6379)}`;
  },
};
