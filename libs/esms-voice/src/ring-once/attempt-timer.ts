/** The time limits of one call: one timer and one AbortController an attempt, and the caller's own signal. */
export class AttemptTimer {
  private controller: AbortController | null = null;
  private timer: NodeJS.Timeout | null = null;
  private ended = false;
  private readonly forwardAbort = () => this.controller?.abort();

  /** @param deadline Unix milliseconds after which no attempt starts. */
  constructor(
    private readonly deadline: number,
    readonly signal?: AbortSignal,
  ) {}

  /** No further attempt may start: the deadline has passed, the caller aborted, or {@link end} was called. */
  get isOver(): boolean {
    return this.ended || this.remainingMs <= 0 || this.signal?.aborted === true;
  }

  get remainingMs(): number {
    return this.deadline - Date.now();
  }

  /** Begins an attempt: the signal aborts after `timeoutMs`, at the deadline, or with the caller's own signal. */
  start(timeoutMs: number): AbortSignal {
    const controller = new AbortController();
    this.controller = controller;
    this.timer = setTimeout(() => controller.abort(), Math.min(timeoutMs, this.remainingMs));
    this.signal?.addEventListener('abort', this.forwardAbort, { once: true });
    if (this.signal?.aborted) controller.abort();
    return controller.signal;
  }

  /** Ends an attempt and frees what it held. */
  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.signal?.removeEventListener('abort', this.forwardAbort);
    this.controller = null;
    this.timer = null;
  }

  end(): void {
    this.ended = true;
  }
}
