import type { CallView } from '../api/call-view.js';
import { EventStream, type StreamState } from './event-stream.js';
import type { SseMessage } from './sse-parser.js';

type StepListener = (calls: readonly CallView[]) => void;

interface Connection {
  readonly headers: () => Record<string, string>;
  readonly onRefused: () => void;
}

/** What happens to calls, for every view of the page: one stream, whose steps are told once a frame at most. */
export class CallNews {
  readonly #steps = new Set<StepListener>();
  readonly #watchers = new Set<() => void>();
  readonly #stream: EventStream;
  #waiting: CallView[] = [];
  /** Changes whenever steps may have been missed: lists are then read anew. */
  epoch = 0;
  state: StreamState = 'connecting';

  constructor({ headers, onRefused }: Connection) {
    this.#stream = new EventStream({
      url: '/events',
      headers,
      onRefused,
      onMessage: (message) => this.#take(message),
      onState: (state) => this.#change({ state }),
      onFreshStart: () => this.#change({ epoch: this.epoch + 1 }),
    });
  }

  /** @returns what ends it */
  open(): () => void {
    const hurry = (): void => this.#stream.hurry();
    window.addEventListener('online', hurry);
    this.#stream.start();
    return () => {
      window.removeEventListener('online', hurry);
      this.#stream.stop();
    };
  }

  /** @returns what ends the subscription */
  onSteps(listener: StepListener): () => void {
    this.#steps.add(listener);
    return () => this.#steps.delete(listener);
  }

  /** Tells that `state` or `epoch` changed. @returns what ends the subscription */
  onChange = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  #change(change: { readonly state?: StreamState; readonly epoch?: number }): void {
    Object.assign(this, change);
    for (const watcher of this.#watchers) watcher();
  }

  #take({ event, data }: SseMessage): void {
    if (event === 'reset') this.#change({ epoch: this.epoch + 1 });
    if (event !== 'call') return;
    if (this.#waiting.length === 0) soon(() => this.#tell());
    this.#waiting.push((JSON.parse(data) as { readonly call: CallView }).call);
  }

  #tell(): void {
    const calls = this.#waiting;
    this.#waiting = [];
    for (const listener of this.#steps) listener(calls);
  }
}

/** At the next frame; a page that nobody looks at gets no frames, and must not gather steps for ever. */
function soon(work: () => void): void {
  if (document.hidden) setTimeout(work, 0);
  else requestAnimationFrame(work);
}
