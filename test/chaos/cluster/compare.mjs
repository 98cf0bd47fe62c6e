import { phoneOf, requestIdOf } from '../lib/calls.mjs';
import { count } from '../lib/ledger.mjs';
import { isUnknowable } from './settle.mjs';

const NOT_PLACED = { placed: 0, states: [] };

/** Holds the gateway's ledger, the journal and the counts of the batches against each other, call by call. */
export async function compare({ journal, ledger }, reader, batches) {
  const counts = { 'rings too many': 0, 'calls lost': 0 };
  const differences = [];
  for (const batch of batches) {
    const states = {};
    for (let index = batch.from; index < batch.from + batch.count; index += 1) {
      const entry = ledger.get(phoneOf(index)) ?? NOT_PLACED;
      const call = journal.get(requestIdOf(index));
      const problem = differenceOf(call, entry, index);
      if (entry.placed > 1) counts['rings too many'] += entry.placed - 1;
      if (!call) counts['calls lost'] += 1;
      if (problem)
        differences.push(
          `${requestIdOf(index)}: ${problem} (journal ${call?.state}, placed ${entry.placed}, ${entry.states.join()})`,
        );
      count(states, call?.state ?? 'nothing');
      count(counts, `journal ${call?.state ?? 'nothing'}`);
    }
    differences.push(...(await batchDifferences(batch, states, reader)));
  }
  return { counts, differences };
}

function differenceOf(call, { placed, states }, index) {
  if (placed > 1) return 'rang more than once';
  if (!call) return 'is lost';
  if (isUnknowable(call, index, { placed })) return null;
  if (placed === 1) return states.includes(call.state) ? null : 'the journal is not where the ledger is';
  return call.state === 'rejected' ? null : 'the journal moved a call that was never placed';
}

async function batchDifferences({ batchId, count: total }, states, reader) {
  const told = await reader.batch(batchId);
  const wrong = Object.entries(told.states).filter(([state, number]) => number !== (states[state] ?? 0));
  const isWhole = told.total === total && told.toQueue + told.conflicts + told.forgotten === 0;
  return [
    ...wrong.map(([state, number]) => `${batchId}: tells ${number} ${state}, the journal has ${states[state] ?? 0}`),
    ...(isWhole ? [] : [`${batchId}: is not whole: ${JSON.stringify(told)}`]),
  ];
}
