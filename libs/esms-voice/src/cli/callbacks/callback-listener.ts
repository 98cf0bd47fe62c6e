import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_ACCOUNT } from '../../calls/account.js';
import { FORBIDDEN } from '../../callbacks/verify-request.js';
import { readToken } from '../../callbacks/callback-token.js';
import type { NamedKey } from '../../journal/data-keys.js';
import { readArrived, refusedArrival, type ArrivedCallback } from './arrived-callback.js';

/** What a listener takes for a callback. */
export interface ListenerRules {
  readonly path: string;
  /** `null`: it cannot tell who signed a callback, and takes each of them. */
  readonly keys: readonly NamedKey[] | null;
  readonly account?: string | undefined;
}

/** Receives callbacks in the place of an application: it answers as the webhook does, and stores nothing. */
export class CallbackListener {
  /** Resolves once as many callbacks arrived as were asked for. */
  readonly counted: Promise<void>;
  private readonly server: Server;
  private left: number;
  private finish = (): void => undefined;

  constructor(
    private readonly rules: ListenerRules,
    count: number,
    private readonly onArrived: (arrived: ArrivedCallback) => void,
  ) {
    this.left = count;
    this.counted = new Promise((resolve) => (this.finish = resolve));
    this.server = createServer((request, response) => this.receive(request, response));
  }

  /** Resolves to why it cannot listen there, or `null`. */
  listen(port: number, host: string): Promise<string | null> {
    return new Promise((resolve) => {
      this.server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'unknown error'));
      this.server.listen(port, host, () => resolve(null));
    });
  }

  /** Where callbacks arrive, without their token. */
  get url(): string {
    const { address, port, family } = this.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/${this.rules.path}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeIdleConnections();
    });
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const { arrived, body } = this.answerTo(request);
    response.writeHead(arrived.answered, { 'Cache-Control': 'no-store', Connection: 'close' }).end(body);
    this.onArrived(arrived);
    if (arrived.answered === 200 && --this.left === 0) response.once('close', this.finish);
  }

  private answerTo({ method, url = '' }: IncomingMessage): { arrived: ArrivedCallback; body: string } {
    const at = new Date();
    const [path = '', ...query] = url.split('?');
    const token = path.startsWith(`/${this.rules.path}/`) ? path.slice(this.rules.path.length + 2) : null;
    if (token === null || token.includes('/')) return { arrived: refusedArrival(at, 404, null), body: 'Not Found' };
    if (method !== 'GET') return { arrived: refusedArrival(at, 405, null), body: 'Method Not Allowed' };
    const requestId = this.verify(token, at);
    if (requestId === null) return { arrived: refusedArrival(at, 403, false), body: JSON.stringify(FORBIDDEN) };
    const isAuthentic = this.rules.keys === null ? null : true;
    const standing = { at, answered: 200, isAuthentic, requestId: requestId || null };
    return { arrived: readArrived(query.join('?'), standing), body: 'OK' };
  }

  /** The request id that the token vouches for; empty where there are no keys to tell with, `null`: refused. */
  private verify(token: string, at: Date): string | null {
    const { keys, account = DEFAULT_ACCOUNT } = this.rules;
    if (!keys) return '';
    const findKey = (id: string): { account: string; secret: string } | null => {
      const key = keys.find((each) => each.id === id);
      return key ? { account, secret: key.secret } : null;
    };
    const reading = readToken(token, findKey, at.getTime());
    return 'claims' in reading ? reading.claims.requestId : null;
  }
}
