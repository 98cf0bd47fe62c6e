import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { htmlReply, type WireReply, type WireRequest } from './exchange.js';
import { readBody } from './request-body.js';

type Respond = (request: WireRequest) => WireReply;

/** The listening side: turns HTTP into a `WireRequest`, and what `respond` makes of it back into HTTP. */
export class WireServer {
  /** Without a trailing slash. */
  readonly url: string;

  private constructor(
    private readonly server: Server,
    host: string,
  ) {
    this.url = urlOf(host, (server.address() as AddressInfo).port);
  }

  /** @throws the error of `listen`: EADDRINUSE, EADDRNOTAVAIL, ENOTFOUND, … */
  static listen(host: string, port: number, respond: Respond): Promise<WireServer> {
    const server = createServer((request, response) => void answer(request, response, respond));
    // An idle connection must not be cut while a client sends its next request on it.
    server.keepAliveTimeout = 65_000;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => resolve(new WireServer(server, host)));
    });
  }

  /** Cuts every connection and frees the port. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, respond: Respond): Promise<void> {
  send(response, await replyTo(request, respond).catch(() => htmlReply(500, 'The server met an error.')));
}

async function replyTo(request: IncomingMessage, respond: Respond): Promise<WireReply> {
  const body = await readBody(request);
  if (body === undefined) return htmlReply(413, 'Request entity too large.');
  return respond(wireRequestOf(request, body));
}

function wireRequestOf(request: IncomingMessage, body: string): WireRequest {
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  return {
    method: request.method ?? '',
    path: path.replace(/\/$/, ''),
    query: new URLSearchParams(query),
    headers: request.headers,
    localAddress: request.socket.localAddress ?? '',
    body,
  };
}

function send(response: ServerResponse, { status, headers, body }: WireReply): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

// The URL under which a server on this host and port is reached from this machine.
function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${port}`;
}
