import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { htmlReply, type Respond, type WireReply, type WireRequest } from './exchange.js';
import { ListeningPort } from './listening-port.js';
import { readBody } from './request-body.js';
import { deliver } from './wire-delivery.js';

/** Decides whether new connections are reset before anything is read from them. */
export interface ConnectionGuard {
  /** Asked at each new connection; while it says no, first bytes are not looked at. */
  isWatching(): boolean;
  /** @param firstBytes what came first, one character a byte */
  resets(firstBytes: string): boolean;
}

/** The listening side: turns HTTP into a `WireRequest`, and what `respond` makes of it back into HTTP. */
export class WireServer {
  private readonly doomed = new WeakSet<Socket>();

  private constructor(
    private readonly port: ListeningPort,
    private readonly respond: Respond,
    private readonly guard: ConnectionGuard | undefined,
  ) {}

  /** @throws the error of `listen`: EADDRINUSE, EADDRNOTAVAIL, ENOTFOUND, … */
  static async listen(host: string, port: number, respond: Respond, guard?: ConnectionGuard): Promise<WireServer> {
    const server = createServer();
    // An idle connection must not be cut while a client sends its next request on it.
    server.keepAliveTimeout = 65_000;
    const wire = new WireServer(await ListeningPort.open(server, host, port), respond, guard);
    server.on('connection', (socket: Socket) => wire.watch(socket));
    server.on('request', (request, response) => void wire.answer(request, response));
    return wire;
  }

  /** Without a trailing slash. */
  get url(): string {
    return this.port.url;
  }

  /** Takes connections again where a fault has closed the port for a while. */
  reopen(): void {
    this.port.reopen();
  }

  /** Cuts every connection and frees the port. */
  close(): Promise<void> {
    return this.port.close();
  }

  private watch(socket: Socket): void {
    const { guard } = this;
    if (!guard?.isWatching()) return;
    socket.once('data', (firstBytes: Buffer) => {
      if (!guard.resets(firstBytes.toString('latin1'))) return;
      this.doomed.add(socket);
      socket.resetAndDestroy();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await this.replyTo(request, response).catch(() => htmlReply(500, 'The server met an error.'));
    deliver(response, reply, (forMs) => this.port.refuseFor(forMs));
  }

  private async replyTo(request: IncomingMessage, response: ServerResponse): Promise<WireReply> {
    const body = await readBody(request);
    if (body === undefined) return htmlReply(413, 'Request entity too large.');
    // A short request has been parsed by the time its connection is reset.
    if (this.doomed.has(request.socket)) throw new Error('The connection was reset.');
    return this.respond(wireRequestOf(request, response, body));
  }
}

function wireRequestOf(request: IncomingMessage, response: ServerResponse, body: string): WireRequest {
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  return {
    method: request.method ?? '',
    path: path.replace(/\/$/, ''),
    query: new URLSearchParams(query),
    headers: request.headers,
    localAddress: request.socket.localAddress ?? '',
    body,
    connection: {
      onClose: (run) => void (response.destroyed ? run() : response.once('close', run)),
      destroy: () => void request.socket.destroy(),
    },
  };
}
