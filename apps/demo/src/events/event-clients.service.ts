import type { ServerResponse } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CALL_STREAM, type CallStream } from '../steps/call-stream.js';
import { EventClient } from './event-client.js';
import { PING } from './frames.js';
import { StepPages } from './step-pages.js';

const PING_MS = 15_000;

/** All who look on at this process. */
@Injectable()
export class EventClients implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly clients = new Set<EventClient>();
  private readonly pages: StepPages;
  private readonly pings: NodeJS.Timeout;
  private loaded: Promise<void> = Promise.resolve();
  private isTelling = false;
  private isClosed = false;

  constructor(@Inject(CALL_STREAM) private readonly stream: CallStream) {
    this.pages = new StepPages(stream.log);
    this.pings = setInterval(() => this.ping(), PING_MS).unref();
    stream.log.listen(() => this.tellSoon());
  }

  onApplicationBootstrap(): void {
    this.loaded = this.stream.follow();
  }

  /** Before the server closes, which would wait for them. */
  onModuleDestroy(): void {
    this.isClosed = true;
    clearInterval(this.pings);
    for (const client of this.clients) client.end();
    this.clients.clear();
  }

  /**
   * Has the response stream the steps from now on, or from behind the last one that the client has seen.
   * @param requestId `null`: of all calls
   */
  async add(response: ServerResponse, lastEventId: string | null, requestId: string | null): Promise<void> {
    const { log } = this.stream;
    await this.loaded;
    if (this.isClosed || response.destroyed) return void response.end();
    const place = lastEventId === null ? log.head : log.placeBehind(lastEventId);
    const client = new EventClient(response, this.pages, place, requestId);
    this.clients.add(client);
    response.once('close', () => this.clients.delete(client));
    client.send();
  }

  /** Steps of one moment are sent together. */
  private tellSoon(): void {
    if (this.isTelling) return;
    this.isTelling = true;
    setImmediate(() => {
      this.isTelling = false;
      for (const client of this.clients) client.send();
    });
  }

  private ping(): void {
    for (const client of this.clients) {
      if (client.isStuck()) client.cut();
      else client.ping(PING);
    }
  }
}
