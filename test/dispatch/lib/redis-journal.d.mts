import type { CallJournalStore } from 'nestjs-esms-voice';
import type { Redis } from 'ioredis';

export declare const RedisJournal: new (client: Redis, prefix: string) => CallJournalStore;
