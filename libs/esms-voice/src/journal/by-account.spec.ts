import { describe, expect, it } from '@jest/globals';
import { ByAccount } from './by-account.js';

describe('ByAccount', () => {
  it('keeps the ids of two accounts apart', () => {
    const kept = new ByAccount<number>();
    kept.set('a', 'b/c', 1);
    kept.set('a/b', 'c', 2);
    kept.set('a', 'd', 3);
    expect([kept.get('a', 'b/c'), kept.get('a/b', 'c'), kept.get('a', 'd')]).toEqual([1, 2, 3]);
    expect([kept.get('a', 'c'), kept.get('x', 'c')]).toEqual([undefined, undefined]);
  });

  it('forgets one id and no other', () => {
    const kept = new ByAccount<number>();
    kept.set('a', 'one', 1);
    kept.set('b', 'one', 2);
    kept.delete('a', 'one');
    kept.delete('x', 'one');
    expect([kept.get('a', 'one'), kept.get('b', 'one')]).toEqual([undefined, 2]);
  });
});
