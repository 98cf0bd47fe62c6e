import { Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { SETTINGS, type Settings } from '../settings/settings.js';

/** Injection token of the Redis client; `null` where `REDIS_URL` is not set. */
export const REDIS = Symbol('esms-voice-demo:redis');

const logger = new Logger('Redis');

/** One client for all that the demo keeps in Redis. */
@Module({
  providers: [
    {
      provide: REDIS,
      inject: [SETTINGS],
      useFactory: ({ redisUrl }: Settings): Redis | null => (redisUrl === null ? null : connect(redisUrl)),
    },
  ],
  exports: [REDIS],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis | null) {}

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

/** It reconnects by itself; its errors are told once until it has been ready again. */
function connect(url: string): Redis {
  const redis = new Redis(url);
  let isTold = false;
  redis.on('error', (error: NodeJS.ErrnoException) => {
    if (!isTold) logger.error(`Redis cannot be reached: ${error.code ?? error.name}`);
    isTold = true;
  });
  redis.on('ready', () => (isTold = false));
  return redis;
}
