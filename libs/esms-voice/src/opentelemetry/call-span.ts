import {
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import type { CallRecord } from '../calls/call-record.js';
import type { RunObserver } from '../events/call-observer.js';
import type { AttemptEnded } from '../ring-once/attempt-hooks.js';
import { toTraceparent } from './traceparent.js';

const NUMERIC = /^\d{1,5}$/;
const FAILED_OUTCOMES: ReadonlySet<string> = new Set(['refused', 'not-sent', 'unknown']);
const FAILED_STATES: ReadonlySet<string> = new Set(['rejected', 'unknown']);

/** The span of one run of a call, and those of its attempts below it. */
export class CallSpan implements RunObserver {
  readonly traceparent: string | null;
  private readonly within: Context;

  constructor(
    private readonly tracer: Tracer,
    private readonly span: Span,
    parent: Context,
  ) {
    this.traceparent = toTraceparent(span.spanContext());
    this.within = trace.setSpan(parent, span);
  }

  onAttempt({ attempt, outcome, gatewayCode, errorCode, durationMs }: AttemptEnded): void {
    if (!this.span.isRecording()) return;
    const attributes: Attributes = { 'esms.attempt': attempt, 'esms.outcome': outcome };
    if (gatewayCode !== null) attributes['esms.gateway_code'] = NUMERIC.test(gatewayCode) ? gatewayCode : 'other';
    if (errorCode !== null) attributes['esms.error_code'] = errorCode;
    const options = { kind: SpanKind.CLIENT, attributes, startTime: Date.now() - durationMs };
    const span = this.tracer.startSpan('esms.attempt', options, this.within);
    if (FAILED_OUTCOMES.has(outcome)) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }

  onEnd({ state, reason }: CallRecord, code: string | null): void {
    const { span } = this;
    span.setAttribute('esms.state', state);
    if (reason !== null) span.setAttribute('esms.reason', reason);
    if (code !== null) span.setAttribute('error.type', code);
    if (code !== null || FAILED_STATES.has(state)) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
}
