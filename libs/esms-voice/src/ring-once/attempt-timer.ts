/**
 * The time of one call: its deadline, the caller's own signal, and one timer and one AbortController for whatever it
 * waits for at the moment.
 */
export class AttemptTimer {
  private controller: AbortController | null = null;
  private timer: NodeJS.Timeout | null = null;
  private ended = false;
  private readonly abort = (): void => this.controller?.abort();

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

  /** Begins to wait: the signal aborts after `ms`, at the deadline, with the caller's signal, or when it is cut off. */
  start(ms: number): AbortSignal {
    const controller = new AbortController();
    this.controller = controller;
    this.timer = setTimeout(() => controller.abort(), Math.min(ms, this.remainingMs));
    this.signal?.addEventListener('abort', this.abort, { once: true });
    if (this.isAborted) controller.abort();
    return controller.signal;
  }

  /** Frees what {@link start} took. */
  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.signal?.removeEventListener('abort', this.abort);
    this.controller = null;
    this.timer = null;
  }

  /** Waits for so long, or until there is nothing more to wait for. */
  async pause(ms: number): Promise<void> {
    const signal = this.start(ms);
    await new Promise((resolve) => {
      if (signal.aborted) resolve(null);
      else signal.addEventListener('abort', resolve, { once: true });
    });
    this.stop();
  }

  /** Lets nothing more begin. */
  end(): void {
    this.ended = true;
  }

  /** Lets nothing more begin, and ends what is under way. */
  cut(): void {
    this.end();
    this.abort();
  }
}
