import { Module } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { REDIS, RedisModule } from '../redis/redis.module.js';
import { CALL_STREAM, type CallStream } from './call-stream.js';
import { InMemoryCallStream } from './in-memory-call-stream.js';
import { RedisCallStream } from './redis-call-stream.js';

/** Gives the application the stream of its calls' steps: over Redis where there is one. */
@Module({
  imports: [RedisModule],
  providers: [
    {
      provide: CALL_STREAM,
      inject: [REDIS],
      useFactory: (client: Redis | null): CallStream =>
        client ? new RedisCallStream(client) : new InMemoryCallStream(),
    },
  ],
  exports: [CALL_STREAM],
})
export class CallStreamModule {}
