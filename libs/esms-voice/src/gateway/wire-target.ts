/** Where a request goes, as an HTTP client wants it. */
export interface WireTarget {
  readonly origin: string;
  /** With the query. */
  readonly path: string;
}

let latest: { readonly url: string; readonly target: WireTarget } | null = null;

/**
 * Takes a URL apart. An account's OTP calls all go to one URL, so the latest one is kept; one with a query holds keys
 * and comes once.
 */
export function targetOf(url: string): WireTarget {
  if (url.includes('?')) return parse(url);
  if (latest?.url !== url) latest = { url, target: parse(url) };
  return latest.target;
}

function parse(url: string): WireTarget {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: pathname + search };
}
