import { isSpanContextValid, ROOT_CONTEXT, trace, type Context, type SpanContext } from '@opentelemetry/api';

const VERSION = '00-';
const LENGTH = 55;

/** A span as W3C writes it; `null` where there is none. */
export function toTraceparent(span: SpanContext | undefined): string | null {
  if (!span || !isSpanContextValid(span)) return null;
  return `${VERSION}${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}

/** What {@link toTraceparent} made; `null` for anything else. */
export function readTraceparent(text: string | null): SpanContext | null {
  // Cut, not matched: handlers and listeners of every step need it.
  if (text?.length !== LENGTH || !text.startsWith(VERSION)) return null;
  const traceFlags = Number.parseInt(text.slice(53), 16);
  const span = { traceId: text.slice(3, 35), spanId: text.slice(36, 52), traceFlags, isRemote: true };
  return Number.isNaN(traceFlags) || !isSpanContextValid(span) ? null : span;
}

/** The trace that is kept with a call, and nothing of what is under way here. */
export function contextOf(traceparent: string | null): Context {
  const span = readTraceparent(traceparent);
  return span ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
}
