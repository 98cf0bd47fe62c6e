import { CALL_STATES, type CallState } from 'nestjs-esms-voice';

/** How many of the calls of one hour are in each state. */
export type StateCounts = Record<CallState, number>;

/** What became of the calls that were placed in one hour. */
export interface HourCounts {
  readonly states: StateCounts;
  /** Of the delivered calls. */
  costVnd: number;
}

export const HOUR_MS = 60 * 60 * 1_000;
export const KEPT_HOURS = 24;

export const noCounts = (): StateCounts =>
  Object.fromEntries(CALL_STATES.map((state) => [state, 0])) as unknown as StateCounts;

/** The counts of the last 24 hours, each under the hour in which its calls were written down. */
export class HourlyCounts {
  private readonly hours = new Map<number, HourCounts>();

  /** `null` where the hour is not kept, or is yet to come. */
  at(moment: number, now: number): HourCounts | null {
    const hour = Math.floor(moment / HOUR_MS);
    const age = Math.floor(now / HOUR_MS) - hour;
    if (!(age >= 0 && age < KEPT_HOURS)) return null;
    this.forgetOld(now);
    const known = this.hours.get(hour);
    if (known) return known;
    const made: HourCounts = { states: noCounts(), costVnd: 0 };
    this.hours.set(hour, made);
    return made;
  }

  /** One entry an hour, the oldest first; `hour` is its beginning. */
  list(now: number): (HourCounts & { readonly hour: Date })[] {
    const last = Math.floor(now / HOUR_MS);
    return Array.from({ length: KEPT_HOURS }, (_, index) => {
      const hour = last - KEPT_HOURS + 1 + index;
      const { states, costVnd } = this.hours.get(hour) ?? { states: noCounts(), costVnd: 0 };
      return { hour: new Date(hour * HOUR_MS), states, costVnd };
    });
  }

  private forgetOld(now: number): void {
    const first = Math.floor(now / HOUR_MS) - KEPT_HOURS + 1;
    for (const hour of this.hours.keys()) if (hour < first) this.hours.delete(hour);
  }
}
