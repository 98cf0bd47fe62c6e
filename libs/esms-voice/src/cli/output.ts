import { styleText } from 'node:util';

/** Where a command prints. */
export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** A look of `node:util`'s `styleText`. */
export type Style = Parameters<typeof styleText>[0];

const FIRST_PROGRESS_MS = 1_000;
const NEXT_PROGRESS_MS = 5_000;
/** What a terminal would obey, but colours: text of the gateway, or of who calls the webhook, must not move the cursor. */
const OBEYED = new RegExp(String.raw`(?!\u001b\[\d+m)\p{C}`, 'gu');

/** What a command prints: lines for people, or JSON for machines, never both. Progress goes to the error stream. */
export class Output {
  constructor(
    private readonly streams: Streams,
    readonly isJson: boolean,
  ) {}

  /** A result: the lines for people, or the value for machines. */
  print(value: object, lines: readonly string[]): void {
    this.write(this.streams.stdout, this.isJson ? [JSON.stringify(value)] : lines);
  }

  /** What went wrong: machines find it where they look for the result. */
  problem(value: object, lines: readonly string[]): void {
    if (this.isJson) this.write(this.streams.stdout, [JSON.stringify(value)]);
    else this.write(this.streams.stderr, lines);
  }

  /** Says what is going on beside the result. */
  note(line: string): void {
    this.write(this.streams.stderr, [line]);
  }

  /** Colours a text, where the terminal shows colours and `NO_COLOR` does not ask for none. */
  style(style: Style, text: string): string {
    return styleText(style, text, { stream: this.streams.stdout });
  }

  /** Says after a second, and every five seconds from then on, that something is still under way. */
  async progress<T>(what: string, work: Promise<T>): Promise<T> {
    const begun = Date.now();
    const tell = (): void => this.note(`… ${what} (${Math.round((Date.now() - begun) / 1000)} s)`);
    let repeated: NodeJS.Timeout | undefined;
    const first = setTimeout(() => {
      tell();
      repeated = setInterval(tell, NEXT_PROGRESS_MS);
    }, FIRST_PROGRESS_MS);
    try {
      return await work;
    } finally {
      clearTimeout(first);
      clearInterval(repeated);
    }
  }

  private write(stream: NodeJS.WriteStream, lines: readonly string[]): void {
    for (const line of lines) stream.write(`${line.replace(OBEYED, '?')}\n`);
  }
}
