import { Injectable } from '@nestjs/common';
import { createHmac, createSecretKey } from 'node:crypto';
import { CallNotFoundError } from 'nestjs-esms-voice';
import { EsmsDispatcher, type EnqueuedCall, type GroupProgress } from 'nestjs-esms-voice/dispatch';
import { readCallList, type BadRow, type Row } from './call-list.js';
import { callingHoursOn, dayOf, daysAfter, type Day } from './calling-hours.js';
import { DoNotCallList } from './do-not-call.list.js';

/** What became of each line of the file, by the numbers of the lines. */
export interface CampaignReport {
  /** They ring in the calling hours of their day. */
  readonly queued: number[];
  /** This very call was placed before. */
  readonly repeated: number[];
  /** Another call has the number's one place of that day. */
  readonly taken: number[];
  readonly doNotCall: number[];
  /** The calling hours of their day are over. */
  readonly tooLate: number[];
  readonly bad: BadRow[];
}

/** A number is called once a day at most: its day and the number make the request id. */
interface PlannedRow extends Row {
  readonly day: Day;
  readonly requestId: string;
}

/** The queue takes nothing that is further ahead. */
const MAX_DAYS_AHEAD = 31;

@Injectable()
export class CampaignsService {
  private readonly key = createSecretKey(process.env.CAMPAIGN_SECRET!, 'utf8');

  constructor(
    private readonly dispatcher: EsmsDispatcher,
    private readonly doNotCall: DoNotCallList,
  ) {}

  /**
   * Calls everybody of the file on its first day; who stands there twice is called on the next day, too. The days come from
   * the campaign and not from the clock, so the same file again, at whatever hour, makes the same request ids: nobody rings twice.
   */
  async start(firstDay: Day, csv: string, now = new Date()): Promise<CampaignReport> {
    const { rows, bad } = readCallList(csv);
    const report: CampaignReport = { queued: [], repeated: [], taken: [], doNotCall: [], tooLate: [], bad };
    report.doNotCall.push(...linesOf(rows.filter(({ phone }) => this.doNotCall.has(phone))));
    const planned = this.plan(
      rows.filter(({ phone }) => !this.doNotCall.has(phone)),
      firstDay,
    );
    for (const day of new Set(planned.map((row) => row.day))) {
      const ofDay = planned.filter((row) => row.day === day);
      if (callingHoursOn(day).closes <= now) report.tooLate.push(...linesOf(ofDay));
      else await this.queueDay(firstDay, day, ofDay, report);
    }
    return report;
  }

  /** How far the calls are, by state. */
  progress(firstDay: Day): Promise<GroupProgress> {
    return this.dispatcher.progress(firstDay);
  }

  /** Calls the number no more, today's call included if it has not rung yet. */
  async stopCalling(phone: string, now = new Date()): Promise<void> {
    this.doNotCall.add(phone);
    for (let n = 0; n <= MAX_DAYS_AHEAD; n += 1)
      await this.dispatcher.cancel(this.requestIdOf(daysAfter(dayOf(now), n), phone)).catch(ignoreMissing);
  }

  /** The n-th row of a number has the n-th day. */
  private plan(rows: readonly Row[], firstDay: Day): PlannedRow[] {
    const rowsOf = new Map<string, number>();
    return rows.map((row) => {
      const before = rowsOf.get(row.phone) ?? 0;
      rowsOf.set(row.phone, before + 1);
      const day = daysAfter(firstDay, before);
      return { ...row, day, requestId: this.requestIdOf(day, row.phone) };
    });
  }

  /** One id for each number and day, whatever the campaign: the second call of a day finds it used. Keyed, as ids are logged. */
  private requestIdOf(day: Day, phone: string): string {
    return `${day}.${createHmac('sha256', this.key).update(`${day} ${phone}`).digest('hex').slice(0, 32)}`;
  }

  private async queueDay(group: string, day: Day, planned: readonly PlannedRow[], report: CampaignReport) {
    const { opens, closes } = callingHoursOn(day);
    const calls = planned.map(({ phone, content, requestId }) => ({ kind: 'otp' as const, phone, content, requestId }));
    const options = { notBefore: opens, deadline: closes, group, priority: 'campaign' as const };
    const told = await this.dispatcher.enqueue(calls, options);
    for (const [index, { result }] of told.entries()) report[FIELD_OF[result]].push(planned[index]!.line);
  }
}

const FIELD_OF: Record<EnqueuedCall['result'], 'queued' | 'repeated' | 'taken'> = {
  queued: 'queued',
  duplicate: 'repeated',
  conflict: 'taken',
};

const linesOf = (rows: readonly Row[]): number[] => rows.map(({ line }) => line);

function ignoreMissing(error: unknown): void {
  if (!(error instanceof CallNotFoundError)) throw error;
}
