import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LinkedList, type ListNode } from './linked-list.js';

/** The values from both ends: links that do not agree show as two different lists. */
function valuesOf<T>(list: LinkedList<T>): { forward: T[]; backward: T[] } {
  const forward: T[] = [];
  const backward: T[] = [];
  for (let node = list.first; node; node = node.next) forward.push(node.value);
  for (let node = list.last; node; node = node.previous) backward.unshift(node.value);
  return { forward, backward };
}

describe('LinkedList', () => {
  it('begins empty', () => {
    expect(valuesOf(new LinkedList())).toEqual({ forward: [], backward: [] });
  });

  it('does what an array does, whatever is appended and removed', () => {
    const step = fc.oneof(fc.constant<{ remove: null }>({ remove: null }), fc.record({ remove: fc.nat(30) }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const list = new LinkedList<number>();
        const model: ListNode<number>[] = [];
        for (const [value, { remove }] of steps.entries()) {
          if (remove === null || model.length === 0) model.push(list.append(value));
          else list.remove(model.splice(remove % model.length, 1)[0]!);
          const expected = model.map((node) => node.value);
          expect(valuesOf(list)).toEqual({ forward: expected, backward: expected });
        }
      }),
    );
  });

  it('moves nodes of another list to its end, from wherever they stood', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 30 }), (moves) => {
        const [from, to] = [new LinkedList<number>(), new LinkedList<number>()];
        const left = moves.map((_, value) => from.append(value));
        const moved: number[] = [];
        for (const move of moves) {
          const node = left.splice(move % left.length, 1)[0]!;
          to.adopt(node, from);
          moved.push(node.value);
          const stay = left.map(({ value }) => value);
          expect([valuesOf(from), valuesOf(to)]).toEqual([
            { forward: stay, backward: stay },
            { forward: moved, backward: moved },
          ]);
        }
      }),
    );
  });

  it('takes a value that is there already, zero and undefined too', () => {
    const list = new LinkedList<number | undefined>();
    const zero = list.append(0);
    list.append(undefined);
    list.append(0);
    list.remove(zero);
    expect(valuesOf(list).forward).toEqual([undefined, 0]);
  });
});
