import type { CallFunction } from './call-function.js';
import { RequestIdWindow } from './request-id-window.js';

type Host = CallFunction['host'];

/** The request ids that are used up, at both hosts of the gateway together or at each for itself (contract, section 6). */
export class UsedRequestIds {
  private readonly windows: Readonly<Record<Host, RequestIdWindow>>;

  constructor(idWindow: 'shared' | 'per-host') {
    const rest = new RequestIdWindow();
    this.windows = { rest, voice: idWindow === 'shared' ? rest : new RequestIdWindow() };
  }

  /** An empty id is none. */
  remember(host: Host, id: string, now: number): void {
    if (id !== '') this.windows[host].remember(id, now);
  }

  has(host: Host, id: string, now: number): boolean {
    return this.windows[host].has(id, now);
  }

  clear(): void {
    this.windows.rest.clear();
    this.windows.voice.clear();
  }
}
