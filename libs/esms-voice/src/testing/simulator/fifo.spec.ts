import { describe, expect, it } from '@jest/globals';
import { Fifo } from './fifo.js';

describe('Fifo', () => {
  it('gives back thousands of items in the order they came, across its own compactions', () => {
    const fifo = new Fifo<number>();
    const out: (number | undefined)[] = [];
    for (let item = 0; item < 5_000; item += 1) {
      fifo.push(item);
      if (item % 3 !== 0) out.push(fifo.shift());
    }
    while (fifo.length > 0) out.push(fifo.shift());
    expect(out).toEqual(Array.from({ length: 5_000 }, (_, index) => index));
  });

  it('shows its first item without taking it, and has none after clear', () => {
    const fifo = new Fifo<string>();
    fifo.push('a');
    expect([fifo.peek(), fifo.length]).toEqual(['a', 1]);
    fifo.clear();
    expect([fifo.peek(), fifo.shift(), fifo.length]).toEqual([undefined, undefined, 0]);
  });
});
