/** A request as it goes over the wire. `url` and `body` hold keys: they are never logged. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** JSON, already written; `null` for GET. */
  readonly body: string | null;
  /** Largest answer, in bytes; that of a placed call where it is absent. */
  readonly maxReplyBytes?: number;
}

/** Who places the call: the keys that the gateway gave to the account. */
export interface GatewayCredentials {
  readonly apiKey: string;
  readonly secretKey: string;
}
