import type { CarrierRate } from 'nestjs-esms-voice';
import type { StateCounts } from './hour-counts.js';

/** What became of the calls that were placed in one hour. */
interface HourStats {
  /** Its beginning. */
  readonly hour: Date;
  readonly placed: number;
  readonly delivered: number;
  readonly undelivered: number;
  readonly rejected: number;
  readonly unknown: number;
  readonly costVnd: number;
}

/** Answer of `GET /stats`: the last 24 hours, as far as this deployment has seen them. */
export interface Stats {
  readonly since: Date;
  readonly states: StateCounts;
  /** 24 of them, the oldest first. */
  readonly hours: readonly HourStats[];
  /** Of the last hour. */
  readonly carriers: readonly CarrierRate[];
}
