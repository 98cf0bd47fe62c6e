import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { InMemoryCallJournal } from 'nestjs-esms-voice';

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const revive = (_, value) => (typeof value === 'string' && DATE.test(value) ? new Date(value) : value);

/**
 * A journal that a process which dies leaves behind: every record is one line of a file, written before its promise
 * resolves; the last line of a call counts. For tests of one process at a time.
 */
export class FileJournal {
  #memory = new InMemoryCallJournal(100_000);
  #path;

  static async open(path) {
    const journal = new FileJournal();
    journal.#path = path;
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
    const records = new Map(lines.map((line) => JSON.parse(line, revive)).map((record) => [record.requestId, record]));
    for (const record of records.values()) await journal.#memory.insert(record);
    return journal;
  }

  async insert(record) {
    const existing = await this.#memory.insert(record);
    if (!existing) this.#write(record);
    return existing;
  }

  async update(key, change) {
    const updated = await this.#memory.update(key, change);
    if (updated && updated.record !== updated.before) this.#write(updated.record);
    return updated;
  }

  async claimDue(claim) {
    const records = await this.#memory.claimDue(claim);
    records.forEach((record) => this.#write(record));
    return records;
  }

  find = (key) => this.#memory.find(key);
  findByCallId = (account, callId) => this.#memory.findByCallId(account, callId);
  list = (query) => this.#memory.list(query);
  quarantine = (callback) => this.#memory.quarantine(callback);
  listQuarantined = (query) => this.#memory.listQuarantined(query);
  erase = (erasure) => this.#memory.erase(erasure);
  purge = (purge) => this.#memory.purge(purge);

  #write(record) {
    appendFileSync(this.#path, `${JSON.stringify(record)}\n`);
  }
}
