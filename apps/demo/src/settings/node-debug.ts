/** Names under which Node.js and undici print whole requests: the voice host's URLs hold keys and numbers. */
const PRINTING = ['http', 'https', 'net', 'undici', 'fetch', 'tls'];

/** Which of them the variable `NODE_DEBUG` turns on; it takes names in any case, and `*` in them. */
export function printedByNodeDebug(value: string | undefined): string[] {
  const patterns = (value ?? '').split(',').map((name) => name.trim().toLowerCase());
  return PRINTING.filter((name) => patterns.some((pattern) => pattern !== '' && fits(name, pattern)));
}

const fits = (name: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(name);
