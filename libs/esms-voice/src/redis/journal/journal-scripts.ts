import type { RedisCommands } from '../redis-commands.js';
import { RedisScript } from '../redis-script.js';
import { LIST_QUARANTINED, QUARANTINE } from '../scripts/journal/aside.lua.js';
import { CLAIM } from '../scripts/journal/claim.lua.js';
import { ERASE, PURGE } from '../scripts/journal/forget.lua.js';
import { FIND_BY_CALL_ID, LIST } from '../scripts/journal/read.lua.js';
import { INSERT, LEAVE, REPLACE } from '../scripts/journal/write.lua.js';
import { wordOf } from './word.js';

const SCRIPTS = {
  insert: new RedisScript(INSERT),
  replace: new RedisScript(REPLACE),
  leave: new RedisScript(LEAVE),
  findByCallId: new RedisScript(FIND_BY_CALL_ID),
  list: new RedisScript(LIST),
  claim: new RedisScript(CLAIM),
  quarantine: new RedisScript(QUARANTINE),
  listQuarantined: new RedisScript(LIST_QUARANTINED),
  erase: new RedisScript(ERASE),
  purge: new RedisScript(PURGE),
};

/** The journal's steps in Redis: an account's keys share one slot, so each is one script. */
export class JournalScripts {
  constructor(
    private readonly commands: RedisCommands,
    private readonly prefix: string,
  ) {}

  /** A call as it is written, or `null`. */
  call(account: string, requestId: string): Promise<string | null> {
    return this.commands.text(`${this.baseOf(account)}r:${wordOf(requestId)}`);
  }

  run(step: keyof typeof SCRIPTS, account: string, words: readonly (string | number)[]): Promise<unknown> {
    return this.commands.run(SCRIPTS[step], [this.baseOf(account)], words);
  }

  private baseOf(account: string): string {
    return `${this.prefix}{${wordOf(account)}}:`;
  }
}
