import type { Server } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';

const RETRY_MS = 20;

/** The port of a server, which can be closed for a while and opened again under the same number. */
export class ListeningPort {
  /** Without a trailing slash. */
  readonly url: string;
  private readonly port: number;
  private reopening: NodeJS.Timeout | undefined;
  private isClosed = false;

  private constructor(
    private readonly server: Server,
    private readonly host: string,
  ) {
    this.port = (server.address() as AddressInfo).port;
    this.url = urlOf(host, this.port);
  }

  /** @throws the error of `listen`: EADDRINUSE, EADDRNOTAVAIL, ENOTFOUND, … */
  static async open(server: Server, host: string, port: number): Promise<ListeningPort> {
    await listen(server, host, port);
    return new ListeningPort(server, host);
  }

  /** Cuts every connection and refuses new ones for that long, in real time. */
  refuseFor(ms: number): void {
    void this.shut();
    this.reopenAfter(ms);
  }

  /** Ends a refusal before its time. */
  reopen(): void {
    if (this.reopening) this.reopenAfter(0);
  }

  /** Cuts every connection and frees the port for good. */
  close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.reopening);
    return this.shut();
  }

  private reopenAfter(ms: number): void {
    clearTimeout(this.reopening);
    this.reopening = setTimeout(() => void this.openAgain(), ms);
  }

  private async openAgain(): Promise<void> {
    this.reopening = undefined;
    const isOpen = await listen(this.server, this.host, this.port).then(
      () => true,
      () => false,
    );
    if (this.isClosed) return void this.shut();
    // Somebody else has taken the port meanwhile.
    if (!isOpen) this.reopenAfter(RETRY_MS);
  }

  private shut(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

// The URL under which a server on this host and port is reached from this machine.
function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${port}`;
}
