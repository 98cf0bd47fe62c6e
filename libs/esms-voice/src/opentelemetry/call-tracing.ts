import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Tracer,
} from '@opentelemetry/api';
import type { CallRecord } from '../calls/call-record.js';
import type { CallObserver, ObservedCallback, RunBegun, RunObserver } from '../events/call-observer.js';
import { CallSpan } from './call-span.js';
import { contextOf, readTraceparent, toTraceparent } from './traceparent.js';

/**
 * Spans of calls, their attempts and their callbacks. What places a call from a queue goes on with the trace of whoever queued
 * it; a callback is a trace of its own, or part of its request's, with a link to the call's.
 */
export class CallTracing implements CallObserver {
  constructor(private readonly tracer: Tracer) {}

  readonly traceparent = (): string | null => toTraceparent(trace.getActiveSpan()?.spanContext());

  readonly onRun = ({ record, isQueued }: RunBegun): RunObserver => {
    const parent = isQueued ? contextOf(record.traceparent) : context.active();
    return new CallSpan(this.tracer, this.startCall(record, isQueued, parent), parent);
  };

  readonly onCallback = ({ account, requestId, family, result, receivedAt, record }: ObservedCallback): void => {
    const attributes: Attributes = {
      'esms.account': account,
      'esms.request_id': requestId,
      'esms.family': family ?? 'none',
      'esms.result': result,
    };
    const options = { kind: SpanKind.CONSUMER, attributes, startTime: receivedAt, links: linksTo(record) };
    const span = this.tracer.startSpan('esms.callback', options);
    if (record) span.setAttribute('esms.state', record.state);
    if (result === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  };

  readonly within = <T>(record: CallRecord, run: () => T): T => context.with(contextOf(record.traceparent), run);

  /** A call that somebody repeats was placed in another trace before. */
  private startCall(record: CallRecord, isQueued: boolean, parent: Context) {
    const attributes: Attributes = {
      'esms.account': record.account,
      'esms.request_id': record.requestId,
      'esms.kind': record.kind ?? 'unknown',
      'esms.sandbox': record.sandbox,
    };
    const links = isQueued ? [] : linksTo(record);
    return this.tracer.startSpan('esms.call', { kind: SpanKind.INTERNAL, attributes, links }, parent);
  }
}

function linksTo(record: CallRecord | null) {
  const span = readTraceparent(record?.traceparent ?? null);
  return span ? [{ context: span }] : [];
}
