import type { BatchObservableResult, Meter } from '@opentelemetry/api';
import type { DispatchCounts } from '../dispatch/dispatch-queue.js';
import type { EsmsDispatcher } from '../dispatch/esms-dispatcher.js';
import { inTime } from '../voice/in-time.js';
import { gaugeOf } from './metric-instruments.js';
import { METRICS } from './metric-table.js';

/** A store that takes longer is away: whoever collects metrics has no time to wait. */
const ANSWER_MS = 1_000;

/** How many jobs wait, asked when metrics are collected; nothing is told where the queue does not say. Returns what ends it. */
export function observeDispatch(meter: Meter, dispatchers: readonly EsmsDispatcher[]): () => void {
  const jobs = gaugeOf(meter, METRICS.dispatchJobs);
  const paused = gaugeOf(meter, METRICS.dispatchPaused);
  const observe = async (result: BatchObservableResult): Promise<void> => {
    const all = await Promise.all(dispatchers.map(async (each) => [each.account, await countsOf(each)] as const));
    for (const [account, counts] of all) {
      if (!counts) continue;
      for (const [state, count] of jobsOf(counts)) result.observe(jobs, count, { account, state });
      result.observe(paused, counts.isPaused ? 1 : 0, { account });
    }
  };
  meter.addBatchObservableCallback(observe, [jobs, paused]);
  return () => meter.removeBatchObservableCallback(observe, [jobs, paused]);
}

const jobsOf = ({ waiting, delayed, running, deadLetters }: DispatchCounts) =>
  Object.entries({ waiting, delayed, running, dead: deadLetters });

const countsOf = (dispatcher: EsmsDispatcher): Promise<DispatchCounts | null> =>
  inTime(dispatcher.counts(), ANSWER_MS).catch(() => null);
