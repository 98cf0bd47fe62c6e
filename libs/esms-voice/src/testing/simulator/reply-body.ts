import { jsonTextReply, type WireReply } from './exchange.js';

type Row = Readonly<Record<string, string | number | boolean>>;

/** A reply body; the order of its fields is the published one. */
export type ReplyBody = Readonly<Record<string, string | number | Vnd | readonly Row[]>>;

/** An amount that goes over the wire with four decimals, as the rest host publishes it: `850.0000`. */
export class Vnd {
  constructor(private readonly amount: number) {}

  toString(): string {
    return this.amount.toFixed(4);
  }
}

/** A body as it goes over the wire. */
export function wireJson(body: ReplyBody): string {
  const fields = Object.entries(body).map(([name, value]) => {
    return `${JSON.stringify(name)}:${value instanceof Vnd ? value.toString() : JSON.stringify(value)}`;
  });
  return `{${fields.join(',')}}`;
}

/** A reply of the gateway: business errors, too, answer with HTTP 200 (contract, section 1). */
export function gatewayReply(body: ReplyBody): WireReply {
  return jsonTextReply(200, wireJson(body));
}
