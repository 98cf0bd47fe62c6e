import { describe, expect, it } from '@jest/globals';
import { StepLog } from './step-log.js';

const textOf = (requestId: string): string => JSON.stringify({ requestId });
const ids = (log: StepLog, place: number, count = 99): string[] => log.read(place, count).steps.map(({ id }) => id);

function logOf(count: number, kept = 3): StepLog {
  const log = new StepLog(kept);
  for (let n = 1; n <= count; n += 1) log.add(`s-${n}`, textOf(`r-${n}`));
  return log;
}

describe('StepLog', () => {
  it('is read page by page, from a place on', () => {
    const log = logOf(3);
    expect(ids(log, 0)).toEqual(['s-1', 's-2', 's-3']);
    expect(log.read(0, 2)).toMatchObject({ next: 2, isLost: false });
    expect(ids(log, 2)).toEqual(['s-3']);
    expect(log.read(3, 9)).toEqual({ steps: [], next: 3, isLost: false });
  });

  it('keeps the latest steps alone, and tells who comes too late', () => {
    const log = logOf(5);
    expect(log.read(1, 9)).toEqual({ steps: [], next: 5, isLost: true });
    expect(ids(log, 2)).toEqual(['s-3', 's-4', 's-5']);
  });

  it('knows the place of each step that it keeps, and of no other', () => {
    const log = logOf(5);
    expect(['s-2', 's-3', 's-5', 's-6'].map((id) => log.placeBehind(id))).toEqual([null, 3, 5, null]);
  });

  it('tells every reader where steps were skipped, also who was up to date', () => {
    const log = logOf(2);
    log.skip();
    expect(log.read(2, 9)).toMatchObject({ next: 3, isLost: true });
    expect(log.placeBehind('s-2')).toBeNull();
    log.add('s-4', textOf('r-4'));
    expect(ids(log, 3)).toEqual(['s-4']);
  });

  it('tells listeners of each step', () => {
    const log = logOf(0);
    const heard: string[] = [];
    log.listen(({ requestId }) => heard.push(requestId));
    log.add('s-1', textOf('r-1'));
    expect(heard).toEqual(['r-1']);
  });
});
