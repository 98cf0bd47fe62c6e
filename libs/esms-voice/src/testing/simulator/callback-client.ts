import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Fifo } from './fifo.js';

/** How one delivery ended: the HTTP status of the receiver, or what went wrong. */
export type DeliveryResult = { readonly status: number } | { readonly error: string };

/** The error of a receiver that took too long. */
export const TIMED_OUT = 'timeout';

interface Delivery {
  readonly url: URL;
  readonly resolve: (result: DeliveryResult) => void;
}

const CANCELLED = 'cancelled';
const MOST_IN_FLIGHT = 256;

/** Fetches callback URLs by GET, a bounded number at a time. It follows no redirect and never rejects. */
export class CallbackClient {
  private readonly inFlight = new Set<ClientRequest>();
  private readonly waiting = new Fifo<Delivery>();

  /** @param timeoutMs from connecting to the end of the answer, in real time */
  constructor(private readonly timeoutMs: number) {}

  get(url: URL): Promise<DeliveryResult> {
    return new Promise((resolve) => {
      this.waiting.push({ url, resolve });
      this.startNext();
    });
  }

  /** Cuts every delivery under way and those that wait. */
  abortAll(): void {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) next.resolve({ error: CANCELLED });
    for (const request of this.inFlight) request.destroy(new DeliveryError(CANCELLED));
  }

  private startNext(): void {
    const next = this.inFlight.size < MOST_IN_FLIGHT ? this.waiting.shift() : undefined;
    if (next) this.start(next);
  }

  private start({ url, resolve }: Delivery): void {
    const request = open(url);
    this.inFlight.add(request);
    let first: DeliveryResult | undefined;
    // A cut connection reports more than one error; the first is the cause.
    const settle = (result: DeliveryResult) => (first ??= result);
    const timer = setTimeout(() => request.destroy(new DeliveryError(TIMED_OUT)), this.timeoutMs);
    request.on('error', (error) => settle({ error: codeOf(error) }));
    request.on('response', (response) => readToEnd(response, settle));
    request.on('close', () => {
      clearTimeout(timer);
      this.inFlight.delete(request);
      resolve(settle({ error: 'connection closed' }));
      this.startNext();
    });
    request.end();
  }
}

class DeliveryError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

// No agent, one connection per delivery: a reused one that the receiver closes meanwhile would lose the callback.
function open(url: URL): ClientRequest {
  const { request } = url.protocol === 'https:' ? https : http;
  return request(url, { agent: false, headers: { accept: '*/*' } });
}

function readToEnd(response: IncomingMessage, settle: (result: DeliveryResult) => void): void {
  response.on('error', (error) => settle({ error: codeOf(error) }));
  response.on('end', () => settle({ status: response.statusCode ?? 0 }));
  response.resume();
}

// Codes only: messages name addresses, and the ledger keeps no part of a URL.
function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.name;
}
