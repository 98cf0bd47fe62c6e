import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it arrived. */
export interface ArrivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body as it came. */
  readonly bytes: Buffer;
}

/** Answers the n-th request, counted from 1; one that does nothing leaves the sender waiting. */
export type AnswerRequest = (response: ServerResponse, count: number, request: ArrivedRequest) => void;

/** A real HTTP server on a free port of loopback that keeps all that arrives, for tests of the wire. */
export class GatewayServer {
  readonly requests: ArrivedRequest[] = [];
  /** How many TCP connections were made. */
  connections = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    /** May be changed between requests. */
    public answer: AnswerRequest,
  ) {}

  static async start(answer: AnswerRequest = accept): Promise<GatewayServer> {
    const server = createServer();
    const gateway = new GatewayServer(server, answer);
    server.on('connection', (socket) => gateway.noteConnection(socket));
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const bytes = Buffer.concat(chunks);
        const arrived = { method, url, headers, body: bytes.toString(), bytes };
        gateway.requests.push(arrived);
        gateway.answer(response, gateway.requests.length, arrived);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The JSON bodies of all requests, in order. */
  get bodies(): Record<string, unknown>[] {
    return this.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private noteConnection(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
  }
}

/** Answers with this body, JSON unless it is text, and this status. */
export function answerWith(body: unknown, status = 200, headers: Record<string, string> = {}): AnswerRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (response) => void response.writeHead(status, headers).end(text);
}

/** Answers with this code of the gateway. */
export const answerCode = (code: string): AnswerRequest => answerWith({ CodeResult: code, CountRegenerate: 0 });

/** Takes every call: `sms-1`, `sms-2`, … */
export const accept: AnswerRequest = (response, count, request) =>
  answerWith({ CodeResult: '100', CountRegenerate: 0, SMSID: `sms-${count}` })(response, count, request);

/** Cuts the connection after the whole request has arrived. */
export const reset: AnswerRequest = (response) => void response.socket?.resetAndDestroy();

/** Never answers. */
export const stayMute: AnswerRequest = () => undefined;

/** Answers the first requests one by one, and all further ones as the last of them. */
export const inTurn =
  (...answers: readonly [AnswerRequest, ...AnswerRequest[]]): AnswerRequest =>
  (response, count, request) =>
    answers[Math.min(count, answers.length) - 1]!(response, count, request);
