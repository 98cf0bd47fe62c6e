const PAGE = 500;
const ANSWER_LIMIT_MS = 30_000;

/** Reads what a web process of the cluster tells. */
export class ClusterReader {
  constructor({ urls, headers }) {
    this.url = urls[0];
    this.headers = headers;
  }

  /** Every call of the journal by its request id. */
  async calls() {
    const calls = new Map();
    let cursor = '';
    do {
      const { items, nextCursor } = await this.#get(
        `/calls?limit=${PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      for (const call of items) calls.set(call.requestId, call);
      cursor = nextCursor;
    } while (cursor);
    return calls;
  }

  batch(batchId) {
    return this.#get(`/batches/${batchId}`);
  }

  /** Jobs that wait, are delayed, run, or lie among the dead letters. */
  async jobs() {
    return (await this.#get('/health')).dispatch;
  }

  async #get(path) {
    const reply = await fetch(this.url + path, { headers: this.headers, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    if (!reply.ok) throw new Error(`${path} was answered ${reply.status}`);
    return reply.json();
  }
}
