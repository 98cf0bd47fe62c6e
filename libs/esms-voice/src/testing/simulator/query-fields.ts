/** Reads a query parameter by name; empty where it is absent. */
export type QueryField = (name: string) => string;

/**
 * The query parameters of a request, their names matched without case as WCF matches them (contract, section 2).
 * One that is given more than once is joined by commas, as ASP.NET joins it.
 */
export function queryFields(query: URLSearchParams): QueryField {
  const values = new Map<string, string>();
  for (const [name, value] of query) {
    const key = name.toLowerCase();
    const before = values.get(key);
    values.set(key, before === undefined ? value : `${before},${value}`);
  }
  return (name) => values.get(name.toLowerCase()) ?? '';
}
