import { backOffMs } from './back-off.js';
import { SseParser, type SseMessage } from './sse-parser.js';

/** `open`: what happens is heard at once; `lost`: a wait before the next try. */
export type StreamState = 'connecting' | 'open' | 'lost';

export interface EventStreamParts {
  readonly url: string;
  readonly headers: () => Record<string, string>;
  readonly onMessage: (message: SseMessage) => void;
  readonly onState: (state: StreamState) => void;
  /** Called where the stream begins with nothing to resume from: what happened before was not heard. */
  readonly onFreshStart: () => void;
  readonly onRefused: () => void;
}

const FIRST_WAIT_MS = 1_000;
/** The server writes every 15 seconds; a connection that is silent for longer is dead. */
const SILENCE_MS = 40_000;

/**
 * Server-sent events over fetch: EventSource takes no header, and the key must not be in a URL. Connects again by itself,
 * later after each failure, and resumes after the last event that it heard.
 */
export class EventStream {
  #stop = new AbortController();
  #hurry: () => void = () => undefined;
  #lastEventId: string | null = null;
  #failures = 0;
  #retryMs = FIRST_WAIT_MS;

  constructor(private readonly parts: EventStreamParts) {}

  start(): void {
    this.#stop = new AbortController();
    void this.#run(this.#stop.signal);
  }

  stop(): void {
    this.#stop.abort();
    this.#hurry();
  }

  /** Tries now: the network is said to be back. */
  hurry(): void {
    this.#hurry();
  }

  async #run(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      this.parts.onState('connecting');
      await this.#connect(stop).catch(() => undefined);
      if (stop.aborted) return;
      this.#failures += 1;
      this.parts.onState('lost');
      await this.#wait(backOffMs(this.#failures, this.#retryMs));
    }
  }

  async #connect(stop: AbortSignal): Promise<void> {
    const silence = new AbortController();
    const signal = AbortSignal.any([stop, silence.signal]);
    const id = this.#lastEventId;
    const headers = { accept: 'text/event-stream', ...this.parts.headers(), ...(id && { 'last-event-id': id }) };
    const response = await fetch(this.parts.url, { headers, signal, cache: 'no-store' });
    if (response.status === 401) return this.#refused();
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    this.#opened(id);
    await this.#read(response.body, silence);
  }

  #opened(id: string | null): void {
    this.#failures = 0;
    this.parts.onState('open');
    if (id === null) this.parts.onFreshStart();
  }

  #refused(): void {
    this.stop();
    this.parts.onRefused();
  }

  async #read(body: ReadableStream<Uint8Array<ArrayBuffer>>, silence: AbortController): Promise<void> {
    const parser = new SseParser();
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const timer = setTimeout(() => silence.abort(), SILENCE_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      for (const message of parser.push(value)) this.parts.onMessage(message);
      this.#lastEventId = parser.lastEventId ?? this.#lastEventId;
      this.#retryMs = parser.retryMs ?? this.#retryMs;
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
