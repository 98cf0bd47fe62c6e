import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { CallJournalStore } from 'nestjs-esms-voice';
import { openDatabase, type Database } from './postgres/database.js';
import { migrateDatabase } from './postgres/migrate.js';
import { PostgresCallJournal } from './postgres/postgres-call-journal.js';

/** The connections to Postgres, for the life of the application. */
@Injectable()
export class JournalDatabase implements OnApplicationShutdown {
  private database: Database | null = null;

  /** @throws NewerDatabaseError, DatabaseError */
  async open(url: string): Promise<CallJournalStore> {
    await migrateDatabase(url);
    this.database = openDatabase(url);
    return new PostgresCallJournal(this.database.db);
  }

  /** Modules that write calls import this one, and so stop before it. */
  async onApplicationShutdown(): Promise<void> {
    await this.database?.pool.end();
  }
}
