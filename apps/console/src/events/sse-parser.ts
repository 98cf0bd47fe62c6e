/** An event of a stream, as it was sent. */
export interface SseMessage {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
}

const LINE_END = /\r\n|\n|\r/;

/** Reads `text/event-stream` piece by piece, wherever the pieces were cut. */
export class SseParser {
  #rest = '';
  #event = '';
  #data: string[] = [];
  #isStart = true;
  /** The id of the last event that came whole. */
  lastEventId: string | null = null;
  #pendingId: string | null = null;
  /** How long the server wants us to wait before we connect again. */
  retryMs: number | null = null;

  /** @returns the events that this piece completes */
  push(piece: string): SseMessage[] {
    const lines = this.#take(piece);
    return lines.flatMap((line) => (line === '' ? this.#dispatch() : this.#read(line)));
  }

  /** A return at the end may be half of a line end: it waits for what follows. */
  #take(piece: string): string[] {
    const text = this.#rest + (this.#isStart ? piece.replace(/^\uFEFF/, '') : piece);
    if (piece !== '') this.#isStart = false;
    const held = text.endsWith('\r') ? 1 : 0;
    const lines = text.slice(0, text.length - held).split(LINE_END);
    this.#rest = lines.pop()! + text.slice(text.length - held);
    return lines;
  }

  #read(line: string): [] {
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') this.#event = value;
    if (field === 'data') this.#data.push(value);
    if (field === 'id' && !value.includes('\0')) this.#pendingId = value;
    if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value);
    return [];
  }

  #dispatch(): SseMessage[] {
    const [event, data] = [this.#event || 'message', this.#data];
    this.lastEventId = this.#pendingId;
    this.#event = '';
    this.#data = [];
    return data.length === 0 ? [] : [{ event, data: data.join('\n'), id: this.lastEventId }];
  }
}
