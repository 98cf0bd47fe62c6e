import { isSpanContextValid, ROOT_CONTEXT, trace, type Context, type SpanContext } from '@opentelemetry/api';

const VERSION = '00';
const LENGTH = 55;

/** A span as W3C writes it; `null` where there is none. */
export function toTraceparent(span: SpanContext | undefined): string | null {
  if (!span || !isSpanContextValid(span)) return null;
  // Joined, not concatenated: it stays with the call, and what is concatenated stays in pieces until somebody reads it.
  return [VERSION, span.traceId, span.spanId, span.traceFlags.toString(16).padStart(2, '0')].join('-');
}

/** What {@link toTraceparent} made; `null` for anything else. */
export function readTraceparent(text: string | null): SpanContext | null {
  // Cut, not matched: handlers and listeners of every step need it.
  if (text?.length !== LENGTH || !text.startsWith(`${VERSION}-`)) return null;
  const traceFlags = Number.parseInt(text.slice(53), 16);
  const span = { traceId: text.slice(3, 35), spanId: text.slice(36, 52), traceFlags, isRemote: true };
  return Number.isNaN(traceFlags) || !isSpanContextValid(span) ? null : span;
}

/** The trace that is kept with a call, and nothing of what is under way here. */
export const contextOf = (traceparent: string | null): Context =>
  traceparent === null ? ROOT_CONTEXT : new KeptContext(traceparent);

/** Read once somebody asks for it, which most handlers and listeners never do. */
class KeptContext implements Context {
  private read: Context | null = null;

  constructor(private readonly traceparent: string) {}

  getValue(key: symbol): unknown {
    return this.context.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return this.context.setValue(key, value);
  }

  deleteValue(key: symbol): Context {
    return this.context.deleteValue(key);
  }

  private get context(): Context {
    return (this.read ??= readContext(this.traceparent));
  }
}

function readContext(traceparent: string): Context {
  const span = readTraceparent(traceparent);
  return span ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
}
