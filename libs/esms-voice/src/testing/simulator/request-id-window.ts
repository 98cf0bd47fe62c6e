import { Fifo } from './fifo.js';

const WINDOW_MS = 24 * 60 * 60 * 1_000;

/** The request ids that are used up, each for 24 hours (contract, section 1). */
export class RequestIdWindow {
  private readonly expiries = new Map<string, number>();
  private readonly line = new Fifo<{ readonly id: string; readonly expiresAt: number }>();

  remember(id: string, now: number): void {
    this.forgetExpired(now);
    this.expiries.set(id, now + WINDOW_MS);
    this.line.push({ id, expiresAt: now + WINDOW_MS });
  }

  has(id: string, now: number): boolean {
    return now < (this.expiries.get(id) ?? 0);
  }

  clear(): void {
    this.expiries.clear();
    this.line.clear();
  }

  private forgetExpired(now: number): void {
    for (let first = this.line.peek(); first && first.expiresAt <= now; first = this.line.peek()) {
      this.line.shift();
      this.expiries.delete(first.id);
    }
  }
}
