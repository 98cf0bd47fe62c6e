import {
  InMemoryVerificationStore,
  type Counters,
  type VerificationStore,
} from '../../libs/esms-voice/src/verification/index.js';

/** A step of a store or of its counters. */
export type StoreStep = Exclude<keyof VerificationStore, 'isShared' | 'counters'> | keyof Counters;

/** Which steps reject; `after`: once they are done, as where a reply is lost. */
export interface Outage {
  readonly when: 'before' | 'after';
  readonly steps: readonly StoreStep[] | 'all';
}

/** What a client of a store may throw: it quotes what no log may hold. */
const OUTAGE_MESSAGE = 'connect ECONNREFUSED redis://:canary-store-password@10.0.0.1 SET 0901888484';

/** A store that works until it is told not to. */
export class UnreliableStore implements VerificationStore {
  outage: Outage | null = null;
  readonly counters: Counters;

  constructor(private readonly inner: VerificationStore = new InMemoryVerificationStore()) {
    const { counters } = inner;
    this.counters = {
      take: (...ask) => this.run('take', () => counters.take(...ask)),
      add: (...ask) => this.run('add', () => counters.add(...ask)),
      sum: (...ask) => this.run('sum', () => counters.sum(...ask)),
    };
  }

  get isShared(): boolean {
    return this.inner.isShared;
  }

  start: VerificationStore['start'] = (...ask) => this.run('start', () => this.inner.start(...ask));
  takeBack: VerificationStore['takeBack'] = (...ask) => this.run('takeBack', () => this.inner.takeBack(...ask));
  check: VerificationStore['check'] = (...ask) => this.run('check', () => this.inner.check(...ask));
  cancel: VerificationStore['cancel'] = (...ask) => this.run('cancel', () => this.inner.cancel(...ask));
  find: VerificationStore['find'] = (...ask) => this.run('find', () => this.inner.find(...ask));
  note: VerificationStore['note'] = (...ask) => this.run('note', () => this.inner.note(...ask));
  forgive: VerificationStore['forgive'] = (...ask) => this.run('forgive', () => this.inner.forgive(...ask));

  /** Fails in these steps from now on. */
  fail(steps: Outage['steps'], when: Outage['when'] = 'before'): void {
    this.outage = { steps, when };
  }

  private async run<T>(step: StoreStep, act: () => Promise<T>): Promise<T> {
    const { outage } = this;
    const isOut = outage !== null && (outage.steps === 'all' || outage.steps.includes(step));
    if (isOut && outage.when === 'before') throw storeError();
    const result = await act();
    if (isOut) throw storeError();
    return result;
  }
}

const storeError = (): Error => Object.assign(new Error(OUTAGE_MESSAGE), { code: 'ECONNREFUSED' });
