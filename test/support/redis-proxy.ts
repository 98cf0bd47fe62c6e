import { once } from 'node:events';
import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { TiedSockets } from './tied-sockets.js';

/** What becomes of a script that is sent through a {@link RedisProxy}. */
export type Weather =
  | 'fine'
  /** It arrives, and its reply does not. */
  | 'mute'
  /** It arrives, and the connection breaks in place of its reply. */
  | 'cut-reply'
  /** It does not arrive, and this error is replied. */
  | { readonly error: string };

/** Stands between a client and a Redis, and breaks what is told to break; only scripts meet its weather. */
export class RedisProxy {
  weather: Weather = 'fine';
  private server: Server | null = null;
  private port = 0;
  private readonly sockets = new TiedSockets();

  constructor(private readonly target: URL) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Listens, on the same port as before. */
  async start(): Promise<this> {
    const server = createServer((client) => this.join(client));
    this.server = server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  /** Refuses connections from now on, and breaks those that there are. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server!.close(resolve));
    this.sockets.each((socket) => socket.destroy());
    await closed;
  }

  private join(client: Socket): void {
    const redis = connect(Number(this.target.port || '6379'), this.target.hostname);
    let isMute = false;
    client.on('data', (data) => {
      const isScript = /\r\neval(sha)?\r\n/i.test(data.toString('latin1'));
      if (isScript && typeof this.weather === 'object') {
        client.write(`-${this.weather.error}\r\n`);
        return;
      }
      if (isScript) isMute = this.weather !== 'fine';
      redis.write(data);
    });
    redis.on('data', (data) => {
      if (!isMute) client.write(data);
      else if (this.weather === 'cut-reply') {
        this.weather = 'fine';
        client.destroy();
      }
    });
    this.sockets.tie(client, redis);
  }
}
