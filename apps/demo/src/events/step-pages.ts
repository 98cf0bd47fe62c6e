import type { LogPage, StepLog } from '../steps/step-log.js';
import { framesOf } from './frames.js';

/** Small enough to be kept for each slow client. */
const STEPS_A_PAGE = 100;

/** A page of steps, ready to be sent. */
export interface FramedPage extends Pick<LogPage, 'next' | 'isLost'> {
  readonly frames: Buffer;
}

/** Pages of the log as bytes; clients at one place, nearly all of them nearly always, share the bytes. */
export class StepPages {
  private place = -1;
  private head = -1;
  private page: FramedPage | null = null;

  constructor(private readonly log: StepLog) {}

  get end(): number {
    return this.log.head;
  }

  /** @param requestId of the one call that the client wants; `null`: of all */
  read(place: number, requestId: string | null): FramedPage {
    if (requestId !== null) return this.make(place, ({ requestId: each }) => each === requestId);
    if (this.page === null || this.place !== place || this.head !== this.log.head) {
      [this.place, this.head, this.page] = [place, this.log.head, this.make(place, () => true)];
    }
    return this.page;
  }

  private make(place: number, isWanted: (step: { readonly requestId: string }) => boolean): FramedPage {
    const { steps, next, isLost } = this.log.read(place, STEPS_A_PAGE);
    return { frames: framesOf(steps.filter(isWanted)), next, isLost };
  }
}
