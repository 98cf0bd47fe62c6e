import { Cancellation } from '../gateway/cancellation.js';

/** The time of one call: its deadline, the caller's own signal, and what it waits for at the moment. */
export class AttemptTimer {
  private current: Cancellation | null = null;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private readonly cancel = (): void => this.current?.cancel();

  /** @param deadline Unix milliseconds after which no attempt starts. */
  constructor(
    private readonly deadline: number,
    private readonly signal?: AbortSignal,
  ) {}

  /** No further attempt may start: the deadline has passed, the caller aborted, or {@link end} was called. */
  get isOver(): boolean {
    return this.ended || this.isAborted || this.remainingMs <= 0;
  }

  /** The caller wants no more of it. */
  get isAborted(): boolean {
    return this.signal?.aborted === true;
  }

  get remainingMs(): number {
    return this.deadline - Date.now();
  }

  /** Begins to wait: it is cancelled after `ms`, at the deadline, with the caller's signal, or when it is cut off. */
  start(ms: number): Cancellation {
    const cancellation = new Cancellation();
    this.current = cancellation;
    this.timer = setTimeout(this.cancel, Math.min(ms, this.remainingMs));
    this.signal?.addEventListener('abort', this.cancel);
    if (this.isOver) cancellation.cancel();
    return cancellation;
  }

  /** Frees what {@link start} took. */
  stop(): void {
    clearTimeout(this.timer);
    this.signal?.removeEventListener('abort', this.cancel);
    this.current = null;
  }

  /** Waits for so long, or until there is nothing more to wait for. */
  async pause(ms: number): Promise<void> {
    const cancellation = this.start(ms);
    await new Promise<void>((resolve) => cancellation.listen(resolve));
    this.stop();
  }

  /** Lets nothing more begin. */
  end(): void {
    this.ended = true;
  }

  /** Lets nothing more begin, and ends what is under way. */
  cut(): void {
    this.end();
    this.cancel();
  }
}
