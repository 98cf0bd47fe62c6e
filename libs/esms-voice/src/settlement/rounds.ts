/**
 * Does a piece of work now and again, and at once when it is woken; never twice at a time. Who wakes it while it works has
 * it done once more.
 */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private current: Promise<void> | null = null;
  private isWanted = false;
  private closed = false;

  /**
   * @param work never rejects.
   * @param pauseMs how long to wait after a round, asked anew each time.
   */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly pauseMs: () => number,
  ) {}

  /** Whether no round is to begin any more; one that is under way ends soon. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** Waits for the first round. */
  start(): void {
    if (!this.closed) this.arm();
  }

  /** Begins a round now, or once more after the one under way. */
  wake(): void {
    if (this.closed) return;
    if (this.current) this.isWanted = true;
    else this.run();
  }

  /** Begins no round any more; resolves when the one under way has ended. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.current;
  }

  private arm(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake(), this.pauseMs()).unref();
  }

  private run(): void {
    this.isWanted = false;
    this.current = this.work().finally(() => {
      this.current = null;
      if (this.closed) return;
      if (this.isWanted) this.run();
      else this.arm();
    });
  }
}
