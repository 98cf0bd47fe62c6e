import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TiedSockets } from './tied-sockets.js';

/** A way to a server that can be cut, held up and mended, as a network can. */
export class TcpProxy {
  private readonly sockets = new TiedSockets();
  private server: Server | null = null;
  private isHeld = false;
  port = 0;

  private constructor(private readonly target: URL) {}

  static async start(target: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(target));
    await proxy.mend();
    return proxy;
  }

  /** The target's URL by way of this proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  /** Takes connections, at the same port as before. */
  async mend(): Promise<void> {
    this.isHeld = false;
    this.sockets.each((socket) => socket.resume());
    if (this.server) return;
    this.server = createServer((socket) => this.join(socket)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Breaks all connections and takes no new one. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = null;
    server?.close();
    this.sockets.each((socket) => socket.destroy());
    if (server) await once(server, 'close');
  }

  /** Takes connections and all that comes, and hands nothing on. */
  hold(): void {
    this.isHeld = true;
    this.sockets.each((socket) => socket.pause());
  }

  private join(near: Socket): void {
    const far = connect(Number(this.target.port || 5432), this.target.hostname);
    this.sockets.tie(near, far);
    near.pipe(far).pipe(near);
    if (this.isHeld) for (const socket of [near, far]) socket.pause();
  }
}
