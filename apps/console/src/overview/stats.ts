import type { CallState } from '../api/call-view.js';

/** One hour of calls; `hour` is its start in ISO 8601. */
export interface HourStats {
  readonly hour: string;
  readonly placed: number;
  readonly delivered: number;
  readonly undelivered: number;
  readonly rejected: number;
  readonly unknown: number;
  readonly costVnd: number;
}

/** A carrier in the last hour; rates are shares from 0 to 1, `null` where there were no calls. */
export interface CarrierStats {
  readonly carrier: string;
  readonly answered: number;
  readonly unanswered: number;
  readonly answerRate: number | null;
  readonly previousAnswerRate: number | null;
  readonly timeToRingMs: { readonly p50: number; readonly p95: number } | null;
}

/** The last 24 hours, as far as this deployment saw them. */
export interface Stats {
  readonly since: string;
  readonly states: Readonly<Partial<Record<CallState, number>>>;
  /** Oldest first. */
  readonly hours: readonly HourStats[];
  readonly carriers: readonly CarrierStats[];
}
