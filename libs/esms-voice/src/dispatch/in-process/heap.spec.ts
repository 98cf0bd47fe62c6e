import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Heap } from './heap.js';

describe('Heap', () => {
  it('gives out what a sorted list would, whatever is pushed and removed', () => {
    const step = fc.oneof(fc.record({ push: fc.nat(50) }), fc.record({ remove: fc.nat(50) }), fc.constant('shift'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const heap = new Heap<number>((one, other) => one < other);
        let list: number[] = [];
        for (const each of steps) {
          if (each === 'shift') expect(heap.shift()).toBe(list.shift());
          else if ('push' in (each as object)) {
            const { push } = each as { push: number };
            heap.push(push);
            list = [...list, push].toSorted((a, b) => a - b);
          } else {
            const { remove } = each as { remove: number };
            const at = list.indexOf(remove);
            expect(heap.remove(remove)).toBe(at >= 0);
            if (at >= 0) list.splice(at, 1);
          }
          expect([heap.size, heap.first]).toEqual([list.length, list[0]]);
        }
      }),
    );
  });
});
