import { defer, filter, from, map, merge, Subject, switchMap, type Observable } from 'rxjs';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { toStepEvent, type DispatchEvent, type DispatchJobEvent } from './dispatch-event.js';

/** What happens to jobs in this process, and the steps of their calls, as one stream. */
export class DispatchStream {
  private readonly jobs = new Subject<DispatchJobEvent>();

  /** Hot; the steps cost nothing while nobody listens. */
  readonly events: Observable<DispatchEvent>;

  constructor(
    private readonly account: string,
    voice: () => Promise<EsmsVoiceService>,
  ) {
    const steps = defer(() => from(voice())).pipe(
      switchMap(({ events }) => events),
      map(toStepEvent),
      filter((event) => event !== null),
    );
    this.events = merge(this.jobs, steps);
  }

  readonly tell = (event: Omit<DispatchJobEvent, 'account' | 'at'>): void => {
    if (this.jobs.observed) this.jobs.next({ ...event, account: this.account, at: new Date() });
  };

  close(): void {
    this.jobs.complete();
  }
}
