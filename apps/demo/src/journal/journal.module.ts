import { Module } from '@nestjs/common';
import { InMemoryCallJournal, type CallJournalStore } from 'nestjs-esms-voice';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { JournalDatabase } from './journal-database.js';

/** Injection token of the {@link CallJournalStore} that this process writes calls into. */
export const JOURNAL = Symbol('esms-voice-demo:journal');

/** Gives the application its journal: Postgres where `DATABASE_URL` is set, else this process's memory. */
@Module({
  providers: [
    JournalDatabase,
    {
      provide: JOURNAL,
      inject: [SETTINGS, JournalDatabase],
      useFactory: (
        { databaseUrl }: Settings,
        database: JournalDatabase,
      ): CallJournalStore | Promise<CallJournalStore> =>
        databaseUrl === null ? new InMemoryCallJournal() : database.open(databaseUrl),
    },
  ],
  exports: [JOURNAL],
})
export class JournalModule {}
