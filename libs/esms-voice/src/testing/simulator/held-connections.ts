import type { WireConnection } from './exchange.js';

/** The connections that a fault keeps waiting, so that all of them can be let go. */
export class HeldConnections {
  private readonly held = new Set<WireConnection>();

  hold(connection: WireConnection): void {
    this.held.add(connection);
    connection.onClose(() => this.held.delete(connection));
  }

  /**
   * Waits, in real time, no longer than the client does.
   * @returns whether the client still waits
   */
  pause(connection: WireConnection, ms: number): Promise<boolean> {
    this.hold(connection);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(true), ms);
      connection.onClose(() => {
        clearTimeout(timer);
        resolve(false);
      });
    });
  }

  /** Cuts every one of them. */
  releaseAll(): void {
    for (const connection of this.held) connection.destroy();
  }
}
