/**
 * Says once that nobody waits any more. The library's own in place of an `AbortController`: one is made for every
 * attempt, and a controller with its signal and listener costs as much as validating the whole call.
 */
export class Cancellation {
  private listener: (() => void) | null = null;
  private cancelled = false;

  get isCancelled(): boolean {
    return this.cancelled;
  }

  /** Tells the listener, at once where it came too late; one listener at a time. */
  listen(listener: (() => void) | null): void {
    this.listener = listener;
    if (this.cancelled) listener?.();
  }

  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    this.listener?.();
  }
}
