import { queryString } from '../api/query-string.js';

export const VIEWS = ['call', 'calls', 'verify', 'batches', 'overview', 'phones'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Where the page is: `#/calls/ID?state=…` is view `calls`, id `ID` and the query. */
export interface Route {
  readonly view: ViewName;
  readonly id: string | null;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads a URL's hash; what is no place of ours leads to the first view. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [name = '', id = ''] = path.split('/', 2);
  const view = VIEWS.find((each) => each === name) ?? 'call';
  return { view, id: id === '' ? null : decode(id), query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The hash that leads to a place. */
export function hashOf(view: ViewName, id?: string | null, query: Readonly<Record<string, string>> = {}): string {
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ''}${queryString(query)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
