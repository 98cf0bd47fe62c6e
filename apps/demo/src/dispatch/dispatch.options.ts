import type { Redis } from 'ioredis';
import { BullMqDispatchQueue } from 'nestjs-esms-voice/bullmq';
import type { EsmsDispatchOptions } from 'nestjs-esms-voice/dispatch';
import type { Settings } from '../settings/settings.js';

/** BullMQ where there is a Redis, else the queue in this process's memory. */
export function toDispatchOptions({ dispatch }: Settings, client: Redis | null): EsmsDispatchOptions {
  const { work, concurrency, ratePerSecond, lockMs } = dispatch;
  return {
    ...(client && { queue: new BullMqDispatchQueue({ client, lockMs }) }),
    work,
    concurrency,
    ratePerSecond,
  };
}
