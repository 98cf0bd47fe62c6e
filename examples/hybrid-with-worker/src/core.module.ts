import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { EsmsVoiceModule, namedKeys } from 'nestjs-esms-voice';
import { BullMqDispatchQueue } from 'nestjs-esms-voice/bullmq';
import { EsmsDispatchModule } from 'nestjs-esms-voice/dispatch';
import { RedisCallJournal } from 'nestjs-esms-voice/redis';
import { CallMoves } from './call-moves.js';

const { env } = process;

/** What both processes have: the same keys, one journal and one queue. Handlers are the same, too. */
@Module({})
export class CoreModule implements OnApplicationShutdown {
  /** @param work whether this process places the calls that wait. */
  static forRole({ work }: { work: boolean }): DynamicModule {
    const client = new Redis(env.REDIS_URL!);
    return {
      module: CoreModule,
      imports: [
        EsmsVoiceModule.forRoot({
          webhook: { path: 'webhooks/esms' },
          isGlobal: true,
          apiKey: env.ESMS_API_KEY!,
          secretKey: env.ESMS_SECRET_KEY!,
          restUrl: env.ESMS_REST_URL,
          callback: { publicUrl: env.PUBLIC_URL!, keys: namedKeys(env.CALLBACK_KEYS) },
          dataKeys: [{ id: 'd1', secret: env.DATA_SECRET! }],
          journal: new RedisCallJournal({ client }),
        }),
        EsmsDispatchModule.forRoot({ isGlobal: true, queue: new BullMqDispatchQueue({ client }), work }),
      ],
      providers: [{ provide: Redis, useValue: client }, CallMoves],
    };
  }

  constructor(private readonly redis: Redis) {}

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
