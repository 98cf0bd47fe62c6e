import { Inject, Injectable } from '@nestjs/common';
import { CALL_STATES, EsmsCarrierWatch, type WatchedEvent } from 'nestjs-esms-voice';
import type { TextStep } from '../steps/call-step.js';
import { CALL_STREAM, type CallStream } from '../steps/call-stream.js';
import { HOUR_MS, HourlyCounts, KEPT_HOURS, noCounts, type HourCounts } from './hour-counts.js';
import { LatestSteps, numberOf, type CountedStep } from './latest-steps.js';
import type { Stats } from './stats.js';

/** Counts calls by the steps that come through the stream: those of all processes where they share a Redis. */
@Injectable()
export class CallStats {
  private readonly hours = new HourlyCounts();
  private readonly latest = new LatestSteps();
  private readonly carriers = new EsmsCarrierWatch();
  private since = Date.now();

  constructor(@Inject(CALL_STREAM) stream: CallStream) {
    stream.log.listen((step) => this.take(step));
  }

  read(now = Date.now()): Stats {
    const listed = this.hours.list(now);
    const states = noCounts();
    for (const hour of listed) for (const state of CALL_STATES) states[state] += hour.states[state];
    const hours = listed.map(({ hour, states: { delivered, undelivered, rejected, unknown, ...open }, costVnd }) => {
      const placed = [delivered, undelivered, rejected, unknown, ...Object.values(open)].reduce((a, b) => a + b, 0);
      return { hour, placed, delivered, undelivered, rejected, unknown, costVnd };
    });
    const since = new Date(Math.max(this.since, now - KEPT_HOURS * HOUR_MS));
    return { since, states, hours, carriers: this.carriers.rates(now) };
  }

  /** Sandbox calls ring nobody, and count for nothing. */
  private take(step: TextStep): void {
    const { requestId, call, at } = step;
    const before = this.latest.get(requestId);
    const counted: CountedStep = { number: numberOf(step), state: call.state, costVnd: costOf(step) };
    if (call.sandbox || (before && before.number >= counted.number)) return;
    this.since = Math.min(this.since, Date.parse(at));
    this.latest.set(requestId, counted);
    const hour = this.hours.at(Date.parse(call.createdAt), Date.now());
    if (hour) move(hour, before, counted);
    this.carriers.take(withDates(step));
  }
}

const costOf = ({ call }: TextStep): number => (call.state === 'delivered' ? (call.price ?? 0) : 0);

function move(hour: HourCounts, before: CountedStep | null, after: CountedStep): void {
  if (before) hour.states[before.state] -= 1;
  hour.states[after.state] += 1;
  hour.costVnd += after.costVnd - (before?.costVnd ?? 0);
}

function withDates({ type, at, call: { phone, sandbox, history } }: TextStep): WatchedEvent {
  const dated = history.map((entry) => ({ ...entry, at: new Date(entry.at) }));
  return { type, at: new Date(at), call: { phone, sandbox, history: dated } };
}
