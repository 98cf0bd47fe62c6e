import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SseParser } from './sse-parser.js';

const TEXT =
  '\uFEFFretry: 1000\n\n: ok\n\nid: a1\nevent: call\ndata: {"x":\ndata: "ế"}\n\n: ping\r\n\r\ndata:b\rid\r\rid: c\n\n';

const EXPECTED = [
  { event: 'call', data: '{"x":\n"ế"}', id: 'a1' },
  { event: 'message', data: 'b', id: '' },
];

describe('SseParser', () => {
  it('reads events, ids, comments and the wait', () => {
    const parser = new SseParser();
    expect(parser.push(TEXT)).toEqual(EXPECTED);
    expect(parser.retryMs).toBe(1000);
    expect(parser.lastEventId).toBe('c');
  });

  it('reads the same wherever the pieces are cut', () => {
    const cuts = fc.array(fc.nat(TEXT.length), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (at) => {
        const parser = new SseParser();
        const edges = [0, ...at.toSorted((a, b) => a - b), TEXT.length];
        const events = edges.slice(1).flatMap((edge, index) => parser.push(TEXT.slice(edges[index], edge)));
        expect(events).toEqual(EXPECTED);
      }),
    );
  });

  it('does not take the id of an event that was cut off', () => {
    const parser = new SseParser();
    parser.push('id: 1\ndata: a\n\nid: 2\ndata: b\n');
    expect(parser.lastEventId).toBe('1');
  });
});
