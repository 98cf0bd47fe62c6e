import type { AxiosResponse } from 'axios';

/**
 * What really happened to one request, noted by the transport itself: interceptors of the application run around
 * it, may fail or change things, and must not decide whether a phone rings.
 */
export class WireTrace {
  /** A byte of the request may have left this process. */
  mayHaveLeft = false;
  /** The answer as it came from the wire. */
  response: AxiosResponse<unknown> | null = null;
  /** Why the transport failed, as it said. */
  error: unknown = null;
}
