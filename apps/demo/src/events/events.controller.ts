import type { ServerResponse } from 'node:http';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { EventClients } from './event-clients.service.js';
import { EventsQuery } from './events.query.js';

/** What is needed of the reply to write to the connection itself. */
interface RawReply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/** The connection serves nothing else, and ends with the stream. */
const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  connection: 'close',
  'x-accel-buffering': 'no',
};

/** The steps of calls, as they happen. */
@Controller('events')
export class EventsController {
  constructor(private readonly clients: EventClients) {}

  @Get()
  async follow(
    @Res() reply: RawReply,
    @Query() { requestId }: EventsQuery,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    reply.hijack();
    reply.raw.writeHead(200, HEADERS);
    await this.clients.add(reply.raw, lastEventId ?? null, requestId ?? null);
  }
}
