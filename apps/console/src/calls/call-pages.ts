import type { CallPage, CallView } from '../api/call-view.js';
import type { CallFilter } from './call-filter.js';
import { withPage, withSteps, type CallList } from './call-list.js';

export interface PagesState {
  /** `null` until the first page has come. */
  readonly list: CallList | null;
  readonly isReading: boolean;
}

type ReadPage = (cursor: string | null) => Promise<CallPage>;

const AGAIN_MS = 2_000;
/** A page that is left open for days must not gather calls for ever. */
const MOST = 50_000;
const EMPTY: CallList = { items: [], nextCursor: null };

/** The list under one filter: read page by page, and moved by the steps that are heard. */
export class CallPages {
  readonly #watchers = new Set<() => void>();
  #heard: CallView[] = [];
  #reading = new AbortController();
  state: PagesState = { list: null, isReading: false };

  constructor(
    private readonly readPage: ReadPage,
    private readonly filter: CallFilter,
    private readonly againMs = AGAIN_MS,
    private readonly most = MOST,
  ) {}

  /** Reads from the first page on. What is shown stays until it has come: after a lost connection nothing jumps. */
  restart(): void {
    this.#start(null);
  }

  /** Reads the next page, where there is one and none is being read. */
  readMore(): void {
    const { list, isReading } = this.state;
    if (!isReading && list?.nextCursor != null) this.#start(list.nextCursor);
  }

  hear(steps: readonly CallView[]): void {
    if (this.state.isReading) this.#heard.push(...steps);
    if (this.state.list) this.#change({ list: withSteps(this.state.list, steps, this.filter) });
    if (!this.state.isReading && (this.state.list?.items.length ?? 0) > this.most) this.restart();
  }

  stop(): void {
    this.#reading.abort();
  }

  /** @returns what ends the subscription */
  onChange = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  #start(cursor: string | null): void {
    this.#reading.abort();
    this.#reading = new AbortController();
    this.#heard = [];
    this.#change({ isReading: true });
    void this.#read(cursor, this.#reading.signal);
  }

  async #read(cursor: string | null, stopped: AbortSignal): Promise<void> {
    const page = await this.readPage(cursor).catch(() => null);
    if (stopped.aborted) return;
    if (page) this.#take(cursor === null ? EMPTY : this.state.list!, page);
    else setTimeout(() => stopped.aborted || void this.#read(cursor, stopped), this.againMs);
  }

  /** The page may have been made before the steps that were heard meanwhile, and would undo them. */
  #take(known: CallList, page: CallPage): void {
    this.#change({ list: withSteps(withPage(known, page), this.#heard, this.filter), isReading: false });
  }

  #change(change: Partial<PagesState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}
