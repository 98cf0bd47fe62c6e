import { connect, type Socket } from 'node:net';

/** How a connection ended: closed in order, by an error (`ECONNRESET`, `ECONNREFUSED`), or not at all in its time. */
type RawEnd = 'closed' | 'open' | (string & {});

/** What came back on the wire, byte for byte. */
export interface RawExchange {
  readonly end: RawEnd;
  /** Empty when nothing came. */
  readonly head: string;
  readonly body: Buffer;
  /** How many bytes the head promises; NaN without a head. */
  readonly promised: number;
  readonly chunks: number;
  readonly ms: number;
}

/** Posts a JSON body on a connection of its own and watches what comes back, for `waitMs` at most. */
export function postRaw(url: string, body: string, waitMs = 2_000): Promise<RawExchange> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const headers = `Host: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.write(`POST ${pathname} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n${body}`);
  return watch(socket, waitMs);
}

/** Sends a request without a body, its target byte for byte in UTF-8: no client between mends or refuses it. */
export function requestRaw(
  url: string,
  { target, method = 'GET', headers = {} }: RawRequest,
  waitMs = 5_000,
): Promise<RawExchange> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const lines = Object.entries({ host: 'x', connection: 'close', ...headers }).map((line) => line.join(': '));
  socket.write([`${method} ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  return watch(socket, waitMs);
}

/** What to send by {@link requestRaw}. */
export interface RawRequest {
  readonly target: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The status of the reply; `null` where the connection was closed without one. */
export const statusOf = ({ head }: RawExchange): number | null => Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]) || null;

function watch(socket: Socket, waitMs: number): Promise<RawExchange> {
  const startedAt = Date.now();
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    let end: RawEnd = 'closed';
    const timer = setTimeout(() => socket.destroy(Object.assign(new Error(), { code: 'open' })), waitMs);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => (end = error.code ?? error.message));
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ end, ...split(Buffer.concat(chunks)), chunks: chunks.length, ms: Date.now() - startedAt });
    });
  });
}

function split(bytes: Buffer): Pick<RawExchange, 'head' | 'body' | 'promised'> {
  const at = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, Math.max(at, 0)).toString('latin1');
  const promised = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? NaN);
  return { head, body: bytes.subarray(at + 4), promised };
}
