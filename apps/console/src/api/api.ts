import { ApiFailure } from './api-failure.js';

interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Talks to the demo that served this page. The key lives in this object, and goes into a header alone. */
export class Api {
  #key: string | null = null;
  /** Called when the API wants a key, or another one. */
  onRefused: () => void = () => undefined;

  useKey(key: string | null): void {
    this.#key = key;
  }

  /** What every request carries. */
  headers(): Record<string, string> {
    return this.#key === null ? {} : { 'x-api-key': this.#key };
  }

  /** @throws ApiFailure for every answer but a success, and where there is none */
  async get<T>(path: string): Promise<T> {
    return (await this.exchange<T>(path)).body;
  }

  /** Gives the status too: 200 and 201 mean different things to who posts again. @throws ApiFailure */
  post<T>(path: string, body: object): Promise<Answer<T>> {
    return this.exchange<T>(path, { method: 'POST', body: JSON.stringify(body) });
  }

  /** @throws ApiFailure */
  async delete(path: string): Promise<void> {
    await this.exchange(path, { method: 'DELETE' });
  }

  private async exchange<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
    const response = await this.fetch(path, init);
    const text = await response.text().catch(() => '');
    if (response.ok) return { status: response.status, body: parse(text) as T };
    if (response.status === 401) this.onRefused();
    throw ApiFailure.ofAnswer(response.status, parse(text) ?? {}, response.headers.get('retry-after'));
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      const type = init.body == null ? {} : { 'content-type': 'application/json' };
      return await fetch(path, { ...init, headers: { ...type, ...this.headers() }, cache: 'no-store' });
    } catch {
      throw ApiFailure.unreachable();
    }
  }
}

/** Proxies answer with pages where the API does not: no reason to fall over. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
