import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../../test/support/until.js';
import type { CallRecord } from '../calls/call-record.js';
import type { CallState, CallStanding } from '../calls/call-state.js';
import { move, newCall } from '../calls/transitions.js';
import { CallJournal } from '../journal/call-journal.js';
import { InMemoryCallJournal } from '../journal/in-memory-call-journal.js';
import type { CallEvent } from './call-event.js';
import { CallEvents } from './call-events.js';
import { CallHandlers, type CallHandler } from './call-handlers.js';
import { EventDelivery, type DeliveryRules } from './event-delivery.js';
import type { HandlerFailure } from './handler-run.js';

const RULES: DeliveryRules = { maxAttempts: 3, retryDelayMs: 2, maxRetryDelayMs: 4, leaseMs: 60_000 };
/** So many steps are under way at once. */
const ROOM = 10_000;
const DELIVERED: CallStanding = { state: 'delivered', reason: null };
const DIALING: CallStanding = { state: 'dialing', reason: null };

/** Stands for a store that the next process finds as this one left it. */
class LastingJournal extends InMemoryCallJournal {
  override readonly endsWithProcess = false;
}

/** One process over a store: what it delivers, and the journal that its steps are made through. */
class Process {
  readonly handlers = new CallHandlers();
  readonly seen: CallEvent[] = [];
  readonly failures: HandlerFailure[] = [];
  readonly delivery: EventDelivery;
  readonly journal: CallJournal;

  constructor(store: InMemoryCallJournal, rules: Partial<DeliveryRules> = {}) {
    this.delivery = new EventDelivery('default', this.handlers, { ...RULES, ...rules }, new CallEvents());
    this.journal = new CallJournal(store, this.delivery);
    this.delivery.use(this.journal);
    this.delivery.failures.subscribe((failure) => this.failures.push(failure));
    processes.push(this);
  }

  /** Adds a handler that notes what it hears, and then does what it is told. */
  on(types: readonly CallState[], run: (event: CallEvent) => unknown = () => undefined, change?: Partial<CallHandler>) {
    const noting = (event: CallEvent): unknown => {
      this.seen.push(event);
      return run(event);
    };
    this.handlers.add({ name: 'Test.on', types: new Set(types), account: null, retry: {}, run: noting, ...change });
    return this;
  }

  async place(requestId = 'r-1'): Promise<CallRecord> {
    const facts = { account: 'default', requestId, kind: 'otp', phone: '090****484', phoneHash: null } as const;
    const rest = { requestHash: null, sandbox: false, campaignId: null, maxRetry: 0, sendAt: null };
    const record = newCall({ ...facts, ...rest, createdAt: new Date() }, new Date(Date.now() + 30_000));
    await this.journal.open(record);
    return record;
  }

  async move(requestId: string, standing: CallStanding, callback: Record<string, string> | null = null): Promise<void> {
    await this.journal.update(
      { account: 'default', requestId },
      (record) => ({ record: move(record, standing, 'callback', new Date()), result: null }),
      callback && (() => callback),
    );
  }

  types(): string[] {
    return this.seen.map(({ type }) => type);
  }
}

let store: InMemoryCallJournal;
let processes: Process[];

beforeEach(() => {
  store = new LastingJournal();
  processes = [];
});
afterEach(() => Promise.all(processes.map(({ delivery }) => delivery.close(Date.now() + 100))));

const stored = async (requestId = 'r-1'): Promise<CallRecord> => (await store.find({ account: 'default', requestId }))!;
const isSettled = async (requestId = 'r-1'): Promise<boolean> => (await stored(requestId)).owed.length === 0;
/** The types of three steps of one call in the order in which a handler ended, that takes longest over the first. */
async function endsOfThreeSteps(): Promise<string[]> {
  const ends: string[] = [];
  const app = new Process(store).on(['pending', 'dialing', 'delivered'], async ({ type }) => {
    await new Promise((resolve) => setTimeout(resolve, type === 'pending' ? 20 : 1));
    ends.push(type);
  });
  await app.place();
  await app.move('r-1', DIALING);
  await app.move('r-1', DELIVERED);
  await until(() => ends.length === 3);
  return ends;
}

const nothing = (): Promise<void> => new Promise(() => undefined);

describe('EventDelivery', () => {
  it('tells a handler of the steps it wants, with the callback, and settles the debt', async () => {
    const app = new Process(store).on(['delivered']);
    await app.place();
    await app.move('r-1', DIALING);
    await app.move('r-1', DELIVERED, { SMSID: 'sms-1' });
    await until(() => isSettled());
    expect(app.seen).toMatchObject([
      { id: 'default/r-1/3', type: 'delivered', source: 'callback', callback: { SMSID: 'sms-1' }, call: DELIVERED },
    ]);
    expect((await stored()).handleAt).toBeNull();
  });

  it('owes a step from the very write that makes it', async () => {
    const app = new Process(store).on(['delivered'], nothing);
    await app.place();
    expect((await stored()).owed).toEqual([]);
    await app.move('r-1', DELIVERED, { SMSID: 'sms-1' });
    const record = await stored();
    expect(record.owed).toEqual([{ index: 1, callback: { SMSID: 'sms-1' } }]);
    expect(record.handleAt!.getTime()).toBeGreaterThan(Date.now() + 50_000);
  });

  it('writes no debt where nobody wants the step', async () => {
    const app = new Process(store).on(['rejected']);
    await app.place();
    await app.move('r-1', DELIVERED);
    expect(await stored()).toMatchObject({ owed: [], handleAt: null, version: 2 });
  });

  it('tells only after whoever caused the step was answered', async () => {
    const app = new Process(store).on(['delivered']);
    await app.place();
    await app.move('r-1', DELIVERED);
    expect(app.seen).toEqual([]);
    await until(() => app.seen.length === 1);
  });

  it('runs a handler again where it fails, under one id, and each handler by itself', async () => {
    let tries = 0;
    const app = new Process(store).on(['delivered'], () => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
    });
    const others: string[] = [];
    app.handlers.add({
      name: 'Other.on',
      types: new Set(['delivered']),
      account: 'default',
      retry: {},
      run: async ({ id }) => void others.push(id),
    });
    await app.place();
    await app.move('r-1', DELIVERED);
    await until(() => isSettled());
    expect(app.seen.map(({ id }) => id)).toEqual(['default/r-1/2', 'default/r-1/2', 'default/r-1/2']);
    expect(others).toEqual(['default/r-1/2']);
    expect(app.failures).toEqual([]);
  });

  it('tells of what failed to the end, and settles the debt', async () => {
    const error = new Error('never');
    const app = new Process(store).on(['delivered'], () => Promise.reject(error));
    await app.place();
    await app.move('r-1', DELIVERED);
    await until(() => isSettled());
    expect(app.failures).toMatchObject([{ handler: 'Test.on', attempts: 3, error, event: { id: 'default/r-1/2' } }]);
  });

  it('takes the retry of the handler before that of the module', async () => {
    const app = new Process(store).on(['delivered'], () => Promise.reject(new Error('x')), {
      retry: { maxAttempts: 1 },
    });
    await app.place();
    await app.move('r-1', DELIVERED);
    await until(() => app.failures.length === 1);
    expect(app.seen).toHaveLength(1);
  });

  it('tells each handler of the steps of one call in their order, however long one takes', async () => {
    expect(await endsOfThreeSteps()).toEqual(['pending', 'dialing', 'delivered']);
    await until(() => isSettled());
  });

  it('hears nothing of another account', async () => {
    const app = new Process(store).on(['delivered'], undefined, { account: 'alerts' });
    await app.place();
    await app.move('r-1', DELIVERED);
    expect((await stored()).owed).toEqual([]);
  });

  describe('when a process dies', () => {
    it('leaves its steps to the next one, which tells of them under the same ids, with their callbacks', async () => {
      const dying = new Process(store, { leaseMs: 1 }).on(['dialing', 'delivered'], nothing);
      await dying.place();
      await dying.move('r-1', DIALING);
      await dying.move('r-1', DELIVERED, { SMSID: 'sms-1' });
      await until(() => dying.seen.length === 1);
      const next = new Process(store, { leaseMs: 60 }).on(['dialing', 'delivered']);
      next.delivery.start();
      await until(() => isSettled());
      expect(next.seen.map(({ id, type, callback }) => ({ id, type, callback }))).toEqual([
        { id: 'default/r-1/2', type: 'dialing', callback: null },
        { id: 'default/r-1/3', type: 'delivered', callback: { SMSID: 'sms-1' } },
      ]);
    });

    it('leaves them to be told of before a later step that the next process makes', async () => {
      const dying = new Process(store, { leaseMs: 60 }).on(['dialing', 'delivered'], nothing);
      await dying.place();
      await dying.move('r-1', DIALING);
      await until(() => dying.seen.length === 1);
      const next = new Process(store, { leaseMs: 60 }).on(['dialing', 'delivered']);
      next.delivery.start();
      await next.move('r-1', DELIVERED);
      await until(() => isSettled());
      expect(next.types()).toEqual(['dialing', 'delivered']);
    });

    it('has a living one go on with the step that another has made meanwhile, at once and in order', async () => {
      let finish = (): void => undefined;
      const living = new Process(store).on(['dialing', 'delivered'], ({ type }) =>
        type === 'dialing' ? new Promise<void>((resolve) => (finish = resolve)) : undefined,
      );
      await living.place();
      await living.move('r-1', DIALING);
      await until(() => living.seen.length === 1);
      const other = new Process(store).on(['dialing', 'delivered']);
      await other.move('r-1', DELIVERED, { SMSID: 'sms-1' });
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect([living.types(), other.types()]).toEqual([['dialing'], []]);
      finish();
      await until(() => isSettled());
      expect([living.types(), other.types()]).toEqual([['dialing', 'delivered'], []]);
      expect(living.seen[1]!.callback).toEqual({ SMSID: 'sms-1' });
    });

    it('leaves a living one its steps, however long its handler takes', async () => {
      const living = new Process(store, { leaseMs: 60 }).on(['delivered'], nothing);
      living.delivery.start();
      await living.place();
      await living.move('r-1', DELIVERED);
      const other = new Process(store, { leaseMs: 60 }).on(['delivered']);
      other.delivery.start();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(living.seen).toHaveLength(1);
      expect(other.seen).toEqual([]);
    });
  });

  describe('when it is closed', () => {
    it('waits for the runs under way, and starts none', async () => {
      let finish = (): void => undefined;
      const app = new Process(store).on(['delivered'], () => new Promise<void>((resolve) => (finish = resolve)));
      await app.place();
      await app.move('r-1', DELIVERED);
      await until(() => app.seen.length === 1);
      let isClosed = false;
      const closed = app.delivery.close(Date.now() + 5_000).then(() => (isClosed = true));
      await app.place('r-2');
      await app.move('r-2', DELIVERED);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(isClosed).toBe(false);
      finish();
      await closed;
      expect(await isSettled()).toBe(true);
      expect(app.seen).toHaveLength(1);
      expect(await isSettled('r-2')).toBe(false);
    });

    it('waits no longer than it is told to, and leaves the step owed', async () => {
      const app = new Process(store).on(['delivered'], nothing);
      await app.place();
      await app.move('r-1', DELIVERED);
      await until(() => app.seen.length === 1);
      const started = Date.now();
      await app.delivery.close(Date.now() + 30);
      expect(Date.now() - started).toBeLessThan(1_000);
      expect(await isSettled()).toBe(false);
    });

    it('cuts a pause between two tries short, and neither fails nor settles the step', async () => {
      const rules = { retryDelayMs: 60_000, maxRetryDelayMs: 60_000 };
      const app = new Process(store, rules).on(['delivered'], () => Promise.reject(new Error('x')));
      await app.place();
      await app.move('r-1', DELIVERED);
      await until(() => app.seen.length === 1);
      await app.delivery.close(Date.now() + 5_000);
      expect(app.failures).toEqual([]);
      expect(await isSettled()).toBe(false);
    });
  });

  it('outlives a journal that fails when the debt is settled: the step is told of again', async () => {
    const app = new Process(store, { leaseMs: 30 }).on(['delivered']);
    app.delivery.start();
    await app.place();
    const update = store.update.bind(store);
    let isDown = false;
    store.update = (key, change) => (isDown ? Promise.reject(new Error('down')) : update(key, change));
    await app.move('r-1', DELIVERED);
    isDown = true;
    await until(() => app.seen.length === 1);
    isDown = false;
    await until(() => isSettled());
    expect(new Set(app.seen.map(({ id }) => id))).toEqual(new Set(['default/r-1/2']));
    expect(app.seen.length).toBeGreaterThan(1);
  });

  describe('over a journal that ends with the process', () => {
    beforeEach(() => {
      store = new InMemoryCallJournal();
    });

    it('tells a handler of the step, with the callback, and writes no debt', async () => {
      const app = new Process(store).on(['delivered'], nothing);
      await app.place();
      await app.move('r-1', DELIVERED, { SMSID: 'sms-1' });
      expect(await stored()).toMatchObject({ owed: [], handleAt: null, version: 2 });
      await until(() => app.seen.length === 1);
      expect(app.seen).toMatchObject([{ id: 'default/r-1/2', type: 'delivered', callback: { SMSID: 'sms-1' } }]);
    });

    it('runs a handler that fails again, and tells of what failed to the end', async () => {
      const app = new Process(store).on(['delivered'], () => Promise.reject(new Error('never')));
      await app.place();
      await app.move('r-1', DELIVERED);
      await until(() => app.failures.length === 1);
      expect(app.seen.map(({ id }) => id)).toEqual(['default/r-1/2', 'default/r-1/2', 'default/r-1/2']);
    });

    it('keeps the order of the steps of one call', async () => {
      expect(await endsOfThreeSteps()).toEqual(['pending', 'dialing', 'delivered']);
    });

    it('waits for the runs under way when it is closed', async () => {
      let finish = (): void => undefined;
      const app = new Process(store).on(['delivered'], () => new Promise<void>((resolve) => (finish = resolve)));
      await app.place();
      await app.move('r-1', DELIVERED);
      await until(() => app.seen.length === 1);
      let isClosed = false;
      const closed = app.delivery.close(Date.now() + 5_000).then(() => (isClosed = true));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(isClosed).toBe(false);
      finish();
      await closed;
    });

    it('owes what it has no room for, and tells of it when there is, later steps of the same call behind it', async () => {
      let finish = (): void => undefined;
      const held = new Promise<void>((resolve) => (finish = resolve));
      store = new InMemoryCallJournal(ROOM + 1);
      const app = new Process(store, { leaseMs: 60 }).on(['dialing', 'delivered'], () => held);
      app.delivery.start();
      for (let i = 0; i <= ROOM; i += 1) {
        await app.place(`r-${i}`);
        await app.move(`r-${i}`, DIALING);
      }
      const last = `r-${ROOM}`;
      expect((await stored(`r-${ROOM - 1}`)).owed).toEqual([]);
      await app.move(last, DELIVERED);
      expect((await stored(last)).owed.map(({ index }) => index)).toEqual([1, 2]);
      await until(() => app.seen.length === ROOM);
      finish();
      await until(() => isSettled(last));
      expect(app.seen.filter(({ requestId }) => requestId === last).map(({ type }) => type)).toEqual([
        'dialing',
        'delivered',
      ]);
      expect(app.seen).toHaveLength(ROOM + 2);
    });
  });
});
