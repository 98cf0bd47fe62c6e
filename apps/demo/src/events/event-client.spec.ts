import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { StepLog } from '../steps/step-log.js';
import { EventClient } from './event-client.js';
import { StepPages } from './step-pages.js';

const KEPT = 500;

/** A connection that takes so many writes, and then none until it is drained. */
class Connection extends EventEmitter {
  readonly written: string[] = [];
  destroyed = false;
  takes = Infinity;

  write(frames: Buffer): boolean {
    this.written.push(frames.toString());
    this.takes -= 1;
    return this.takes > 0;
  }

  drain(takes: number): void {
    this.takes = takes;
    this.emit('drain');
  }

  destroy(): void {
    this.destroyed = true;
  }
}

const makeClient = (connection: Connection, log: StepLog): EventClient =>
  new EventClient(connection as unknown as ServerResponse, new StepPages(log), log.head, null);

function add(log: StepLog, count: number): void {
  for (let n = 0; n < count; n += 1) log.add(`s-${log.head}`, '{"requestId":"r"}');
}

describe('EventClient', () => {
  it('holds nothing for a client that does not read, and goes on where it does', () => {
    const [log, connection] = [new StepLog(KEPT), new Connection()];
    const client = makeClient(connection, log);
    connection.takes = 1;
    add(log, 450);
    for (let n = 0; n < 10; n += 1) client.send();
    expect(connection.written).toHaveLength(2);
    connection.drain(Infinity);
    const ids = connection.written.join('').match(/(?<=id: )s-\d+/g);
    expect(ids).toEqual(Array.from({ length: 450 }, (_, n) => `s-${n}`));
  });

  it('tells a client that fell too far behind to read its lists anew', () => {
    const [log, connection] = [new StepLog(KEPT), new Connection()];
    const client = makeClient(connection, log);
    connection.takes = 1;
    add(log, 1);
    client.send();
    add(log, 2 * KEPT);
    connection.drain(Infinity);
    expect(connection.written.at(-1)).toBe('event: reset\ndata: {}\n\n');
    add(log, 1);
    client.send();
    expect(connection.written.at(-1)).toContain(`id: s-${2 * KEPT + 1}\n`);
  });

  it('is stuck once it has taken nothing between two looks', () => {
    const [log, connection] = [new StepLog(KEPT), new Connection()];
    const client = makeClient(connection, log);
    expect([client.isStuck(), client.isStuck()]).toEqual([false, false]);
    connection.takes = 1;
    add(log, 1);
    client.send();
    expect([client.isStuck(), client.isStuck()]).toEqual([false, true]);
    add(log, 1);
    connection.drain(1);
    expect([client.isStuck(), client.isStuck()]).toEqual([false, true]);
  });
});
