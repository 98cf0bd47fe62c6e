import { describe, expect, it } from '@jest/globals';
import { aCall } from './a-call.fixture.js';
import { filterOf, matches, pagePath } from './call-filter.js';
import { withPage, withSteps, type CallList } from './call-list.js';

const ALL = filterOf({}, 0);
const ids = ({ items }: CallList): string[] => items.map(({ requestId, state }) => `${requestId} ${state}`);
const listOf = (...items: CallList['items']): CallList => ({ items, nextCursor: null });

describe('the list of calls', () => {
  const older = aCall('older', ['accepted'], 10);
  const newer = aCall('newer', ['accepted'], 20);

  it('adds a page, and no call twice', () => {
    const list = withPage(listOf(newer), { items: [newer, older], nextCursor: 'c' });
    expect(ids(list)).toEqual(['newer accepted', 'older accepted']);
    expect(list.nextCursor).toBe('c');
  });

  it('moves a call on where it stands, once for several steps', () => {
    const steps = [
      aCall('older', ['accepted', 'dialing'], 10),
      aCall('older', ['accepted', 'dialing', 'delivered'], 10),
    ];
    expect(ids(withSteps(listOf(newer, older), steps, ALL))).toEqual(['newer accepted', 'older delivered']);
  });

  it('lets in new calls by their age', () => {
    const steps = [aCall('between', ['pending'], 15), aCall('first', ['pending'], 30), aCall('last', ['pending'], 5)];
    expect(ids(withSteps(listOf(newer, older), steps, ALL))).toEqual([
      'first pending',
      'newer accepted',
      'between pending',
      'older accepted',
      'last pending',
    ]);
  });

  it('leaves to a later page what belongs there', () => {
    const list = withSteps({ items: [newer, older], nextCursor: 'c' }, [aCall('last', ['pending'], 5)], ALL);
    expect(ids(list)).toEqual(['newer accepted', 'older accepted']);
  });

  it('drops a call that the filter wants no longer, and lets in none that it does not want', () => {
    const accepted = filterOf({ state: 'accepted' }, 0);
    const steps = [aCall('older', ['accepted', 'delivered'], 10), aCall('other', ['pending'], 30)];
    expect(ids(withSteps(listOf(newer, older), steps, accepted))).toEqual(['newer accepted']);
  });
});

describe('the filter', () => {
  const call = aCall('a', ['accepted'], 60);

  it('counts a period back from now', () => {
    const now = Date.parse(call.createdAt) + 900_000;
    expect(matches(call, filterOf({ period: 'quarter' }, now))).toBe(true);
    expect(matches(call, filterOf({ period: 'quarter' }, now + 1))).toBe(false);
  });

  it('takes from and leaves to out, as the API does', () => {
    expect(matches(call, { ...ALL, from: call.createdAt })).toBe(true);
    expect(matches(call, { ...ALL, to: call.createdAt })).toBe(false);
    expect(matches(call, { ...ALL, kind: 'template' })).toBe(false);
  });

  it('asks for what is set alone', () => {
    expect(pagePath({ ...ALL, state: 'queued' }, 100, null)).toBe('/calls?state=queued&limit=100');
    expect(filterOf({ from: 'nonsense' }, 0).from).toBe('');
  });
});
