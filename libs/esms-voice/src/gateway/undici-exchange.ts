import type { IncomingHttpHeaders } from 'node:http';
import type { AxiosResponse } from 'axios';
import type { Dispatcher } from 'undici';
import type { WireTrace } from './wire-trace.js';

/** An answer as it came from the wire. */
export interface RawResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: AxiosResponse['headers'];
  readonly data: string;
}

/**
 * One request on one connection of undici. The connection calls `onRequestStart` when it takes the request up: until
 * then no byte has left, and an abort keeps it so.
 */
export class UndiciExchange implements Dispatcher.DispatchHandler {
  readonly response: Promise<RawResponse>;
  private controller: Dispatcher.DispatchController | null = null;
  private abortReason: Error | null = null;
  private status = 0;
  private statusText = '';
  private headers: AxiosResponse['headers'] = {};
  private chunks: Buffer[] = [];
  private bytes = 0;
  private resolve!: (response: RawResponse) => void;
  private reject!: (error: Error) => void;

  /** @param maxBytes of the answer's body; a larger one fails. */
  constructor(
    private readonly trace: WireTrace,
    private readonly maxBytes: number,
  ) {
    this.response = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** Ends the exchange now; a request that still waits for a connection never leaves. */
  abort(reason: Error): void {
    this.abortReason = reason;
    if (this.controller) this.controller.abort(reason);
    else this.reject(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.abortReason) return controller.abort(this.abortReason);
    this.controller = controller;
    this.trace.noteLeaving();
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    statusText = '',
  ): void {
    this.status = status;
    this.headers = headers as AxiosResponse['headers'];
    this.statusText = statusText;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) controller.abort(new Error('The answer is too large.'));
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { status, statusText, headers, chunks } = this;
    const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    this.resolve({ status, statusText, headers, data: whole.toString() });
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.reject(error);
  }
}
