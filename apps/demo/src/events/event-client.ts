import type { ServerResponse } from 'node:http';
import { HELLO, RESET } from './frames.js';
import type { StepPages } from './step-pages.js';

/** Who looks on, and where it stands in the log. Nothing is kept for a slow one but the page that it is reading. */
export class EventClient {
  private isBusy = false;
  private pagesTaken = 0;
  private pagesWhenBusy: number | null = null;

  /** @param place `null`: unknown to the log; the client is told to read its lists anew */
  constructor(
    private readonly response: ServerResponse,
    private readonly pages: StepPages,
    private place: number | null,
    private readonly requestId: string | null,
  ) {
    response.on('drain', () => this.goOn());
    // A connection that breaks while something is sent: it is gone, and its end is heard of elsewhere.
    response.on('error', () => undefined);
    response.write(HELLO);
  }

  /** Sends what it has not had yet, as far as it takes it. */
  send(): void {
    while (!this.isBusy && this.place !== this.pages.end && !this.response.destroyed) this.sendPage();
  }

  ping(frame: Buffer): void {
    if (!this.isBusy) this.write(frame);
  }

  /** Whether it was sent something when this was last asked, and has not taken it since. */
  isStuck(): boolean {
    const isStuck = this.isBusy && this.pagesTaken === this.pagesWhenBusy;
    this.pagesWhenBusy = this.isBusy ? this.pagesTaken : null;
    return isStuck;
  }

  /** Who does not read is not waited for. */
  end(): void {
    if (this.isBusy) this.cut();
    else this.response.end();
  }

  cut(): void {
    this.response.destroy();
  }

  private sendPage(): void {
    if (this.place === null) return this.reset();
    const { frames, next, isLost } = this.pages.read(this.place, this.requestId);
    if (isLost) return this.reset();
    this.place = next;
    if (frames.length > 0) this.write(frames);
  }

  private reset(): void {
    this.place = this.pages.end;
    this.write(RESET);
  }

  private write(frames: Buffer): void {
    this.isBusy = !this.response.write(frames);
  }

  private goOn(): void {
    this.isBusy = false;
    this.pagesTaken += 1;
    this.send();
  }
}
