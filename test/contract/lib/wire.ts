import type { Contract, Exchange } from './contract.js';

/** Fields of a query or of a body; a text is sent as it is. */
export type Fields = Readonly<Record<string, unknown>> | string;

/** Sends requests that a document describes, and judges the replies by it. */
export class Wire {
  /** @param baseUrl may be changed, when another server takes the place of the first */
  constructor(
    readonly contract: Contract,
    public baseUrl: string,
  ) {}

  async send(method: string, path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Exchange> {
    const text = typeof fields === 'string' ? fields : method === 'GET' ? queryOf(fields) : JSON.stringify(fields);
    const [query, body] = method === 'GET' ? [text, ''] : ['', text];
    const url = `${this.baseUrl}${path}${query === '' ? '' : `?${query}`}`;
    const response = await fetch(url, { method, headers, ...(body === '' ? {} : { body }) });
    const { status } = response;
    return {
      method,
      path,
      query,
      body,
      status,
      type: response.headers.get('content-type') ?? '',
      reply: await response.text(),
    };
  }

  /** Sends, and names what is wrong with the reply. */
  async problems(...request: Parameters<Wire['send']>): Promise<string[]> {
    return this.contract.replyProblems(await this.send(...request));
  }
}

const queryOf = (fields: Readonly<Record<string, unknown>>): string =>
  new URLSearchParams(
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])),
  ).toString();
