import { DAY_MS, HOUR_MS, MAX_RINGS_KEPT, type LaneState } from './verification.js';

/** A bound; `recordOnly`: what it would have refused is told and let through. */
export interface Bound {
  readonly max: number;
  readonly recordOnly: boolean;
}

/** The limits of one number. */
export interface NumberLimits {
  /** The pause after the first, second … call of an hour; the last one is for all that follow. */
  readonly cooldownsMs: readonly number[];
  readonly callsPerHour: Bound;
  readonly callsPerDay: Bound;
  /** Wrong codes without a right one between them. */
  readonly failures: Bound;
}

/** Which limit of a number says no. */
export type NumberRule = 'number-cooldown' | 'number-hour' | 'number-day' | 'number-failures';

/** A rule that says no; `until`: when it will not any more, `null` where time alone does not help. */
export interface Breach {
  readonly rule: NumberRule;
  readonly until: number | null;
  readonly recordOnly: boolean;
}

/** When the number may be rung next, and how often; `callsLeft` is `null` where nothing bounds it. */
export interface Outlook {
  readonly nextCallAt: number;
  readonly callsLeft: number | null;
}

/** The rules that say no to a call now, the gravest first. */
export function findBreaches(lane: LaneState, now: number, limits: NumberLimits): Breach[] {
  const breaches: Breach[] = [];
  const { failures, callsPerDay, callsPerHour } = limits;
  if (lane.failures >= failures.max) {
    breaches.push({ rule: 'number-failures', until: null, recordOnly: failures.recordOnly });
  }
  const add = (rule: NumberRule, until: number, recordOnly: boolean): void => {
    if (until > now) breaches.push({ rule, until, recordOnly });
  };
  add('number-day', freeAt(lane, DAY_MS, callsPerDay.max), callsPerDay.recordOnly);
  add('number-hour', freeAt(lane, HOUR_MS, callsPerHour.max), callsPerHour.recordOnly);
  add('number-cooldown', cooldownEnd(lane, now, limits.cooldownsMs), false);
  return breaches;
}

/** What to tell somebody who wants to ring again. */
export function outlookOf(lane: LaneState, now: number, limits: NumberLimits): Outlook {
  const { callsPerDay: day, callsPerHour: hour } = limits;
  const left = Math.min(callsLeft(lane, now - DAY_MS, day), callsLeft(lane, now - HOUR_MS, hour));
  const free = Math.max(freeUnless(lane, DAY_MS, day), freeUnless(lane, HOUR_MS, hour));
  return {
    nextCallAt: Math.max(now, cooldownEnd(lane, now, limits.cooldownsMs), free),
    callsLeft: left === Infinity ? null : left,
  };
}

const callsLeft = (lane: LaneState, after: number, { max, recordOnly }: Bound): number =>
  recordOnly ? Infinity : Math.max(0, max - ringsAfter(lane, after).length);

const freeUnless = (lane: LaneState, spanMs: number, { max, recordOnly }: Bound): number =>
  recordOnly ? 0 : freeAt(lane, spanMs, max);

/** The lane once its number is rung at `now`. */
export function withRing(lane: LaneState, now: number): LaneState {
  return { ...lane, rings: [...ringsAfter(lane, now - DAY_MS), now].slice(-MAX_RINGS_KEPT) };
}

/** The lane without the call of that moment, which was not placed after all. */
export function withoutRing(lane: LaneState, at: number): LaneState {
  const index = lane.rings.lastIndexOf(at);
  return index < 0 ? lane : { ...lane, rings: lane.rings.toSpliced(index, 1) };
}

const ringsAfter = ({ rings }: LaneState, after: number): number[] => rings.filter((at) => at > after);

/** When a span holds fewer than `max` calls again. */
function freeAt({ rings }: LaneState, spanMs: number, max: number): number {
  const decisive = rings.at(-max);
  return decisive === undefined || rings.length < max ? 0 : decisive + spanMs;
}

/** An approval ends the pause: who knows the code holds the phone. */
function cooldownEnd(lane: LaneState, now: number, cooldownsMs: readonly number[]): number {
  const recent = ringsAfter(lane, Math.max(now - HOUR_MS, lane.approvedAt));
  const last = recent.at(-1);
  return last === undefined ? 0 : last + cooldownsMs[Math.min(recent.length, cooldownsMs.length) - 1]!;
}
