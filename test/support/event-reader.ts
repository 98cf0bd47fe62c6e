import { until } from './until.js';

/** One server-sent event. */
export interface SentEvent {
  readonly id: string | null;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Reads a stream of server-sent events as the console does, by fetch. */
export class EventReader {
  readonly events: SentEvent[] = [];
  readonly comments: string[] = [];
  hasEnded = false;
  private readonly abort = new AbortController();

  private constructor(readonly status: number) {}

  /** Resolves when the stream has begun. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    const reader = new EventReader(response.status);
    reader.abort.signal.addEventListener('abort', () => abort.abort());
    void reader.read(response.body!).catch(() => (reader.hasEnded = true));
    if (response.ok) await until(() => reader.comments.length > 0);
    return reader;
  }

  /** The calls' events, each as `requestId type`. */
  steps(): string[] {
    return this.events
      .filter(({ event }) => event === 'call')
      .map(({ data }) => `${String(data['requestId'])} ${String(data['type'])}`);
  }

  get lastId(): string {
    return this.events.at(-1)!.id!;
  }

  async seen(step: string, limitMs = 10_000): Promise<void> {
    await until(() => this.steps().includes(step), limitMs);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const texts = body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>;
    let rest = '';
    for await (const chunk of texts) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) this.take(block);
    }
    this.hasEnded = true;
  }

  private take(block: string): void {
    const lines = block.split('\n');
    const valueOf = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    this.comments.push(...lines.filter((line) => line.startsWith(': ')));
    const data = valueOf('data');
    if (data === undefined) return;
    const event = { id: valueOf('id') ?? null, event: valueOf('event')!, data: JSON.parse(data) as SentEvent['data'] };
    this.events.push(event);
  }
}
