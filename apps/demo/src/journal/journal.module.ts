import { Module } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { InMemoryCallJournal, type CallJournalStore } from 'nestjs-esms-voice';
import { RedisCallJournal } from 'nestjs-esms-voice/redis';
import { REDIS, RedisModule } from '../redis/redis.module.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { JournalDatabase } from './journal-database.js';

/** Injection token of the {@link CallJournalStore} that this process writes calls into. */
export const JOURNAL = Symbol('esms-voice-demo:journal');

/** A batch of the largest size leaves room for others. */
const CALLS_IN_MEMORY = 30_000;

/**
 * Gives the application its journal: Postgres where `DATABASE_URL` is set, else Redis where `REDIS_URL` is, else this
 * process's memory.
 */
@Module({
  imports: [RedisModule],
  providers: [
    JournalDatabase,
    { provide: JOURNAL, inject: [SETTINGS, JournalDatabase, REDIS], useFactory: openJournal },
  ],
  exports: [JOURNAL],
})
export class JournalModule {}

function openJournal(
  { databaseUrl }: Settings,
  database: JournalDatabase,
  client: Redis | null,
): CallJournalStore | Promise<CallJournalStore> {
  if (databaseUrl !== null) return database.open(databaseUrl);
  return client ? new RedisCallJournal({ client }) : new InMemoryCallJournal(CALLS_IN_MEMORY);
}
