import type { Socket } from 'node:net';

/** The two ends of each connection through a proxy: where one closes the other goes, too. */
export class TiedSockets {
  private readonly open = new Set<Socket>();

  tie(near: Socket, far: Socket): void {
    for (const [socket, peer] of [
      [near, far],
      [far, near],
    ] as const) {
      this.open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.open.delete(socket);
        peer.destroy();
      });
    }
  }

  each(act: (socket: Socket) => void): void {
    for (const socket of this.open) act(socket);
  }
}
