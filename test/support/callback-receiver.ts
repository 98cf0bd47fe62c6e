import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers the n-th delivery, counted from 1; an answer that does nothing leaves the sender waiting. */
export type AnswerDelivery = (response: ServerResponse, count: number) => void;

/** A receiver of callbacks on a free port of loopback; it keeps what came, in order. */
export class CallbackReceiver {
  readonly urls: string[] = [];
  readonly methods: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(answer: AnswerDelivery = answerWith(200)): Promise<CallbackReceiver> {
    const server = createServer();
    const receiver = new CallbackReceiver(server);
    server.on('request', (request, response) => {
      receiver.urls.push(request.url ?? '');
      receiver.methods.push(request.method ?? '');
      answer(response, receiver.urls.length);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/cb`;
  }

  /** The query string of the n-th delivery, counted from 1. */
  query(count: number): string {
    return this.urls[count - 1]?.split('?')[1] ?? '';
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

/** Answers every delivery with this HTTP status. */
export function answerWith(status: number, headers: Record<string, string> = {}): AnswerDelivery {
  return (response) => void response.writeHead(status, headers).end();
}

/** Never answers. */
export const stayMute: AnswerDelivery = () => undefined;
