import { describe, expect, it } from '@jest/globals';
import { createContextKey, trace } from '@opentelemetry/api';
import { contextOf, readTraceparent, toTraceparent } from './traceparent.js';

const SPAN = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
const TEXT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a traceparent', () => {
  it('is read as it was written', () => {
    expect(toTraceparent(SPAN)).toBe(TEXT);
    expect(readTraceparent(TEXT)).toEqual({ ...SPAN, isRemote: true });
    expect(trace.getSpanContext(contextOf(TEXT))).toMatchObject(SPAN);
  });

  it('is kept beside what else a context holds', () => {
    const key = createContextKey('beside');
    const context = contextOf(TEXT).setValue(key, 7);
    expect(context.getValue(key)).toBe(7);
    expect(trace.getSpanContext(context)).toMatchObject(SPAN);
    expect(trace.getSpanContext(trace.deleteSpan(contextOf(TEXT)))).toBeUndefined();
  });

  it.each([null, '', 'canary', `${TEXT}-more`, TEXT.replace('b7', 'zz')])('is none where it is %j', (text) => {
    expect(readTraceparent(text)).toBeNull();
    expect(trace.getSpanContext(contextOf(text))).toBeUndefined();
  });

  it('is none of a span that nobody records', () => {
    expect(toTraceparent(undefined)).toBeNull();
    expect(toTraceparent({ ...SPAN, traceId: '0'.repeat(32) })).toBeNull();
  });
});
