/** Writes a query in the order given; a field without a value is absent. Keys stand in it: it is never logged. */
export function toQuery(fields: Readonly<Record<string, string | number | null>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value).replace(HALF_A_CHARACTER, '\ufffd'))}`)
    .join('&');
}

/** `encodeURIComponent` throws on these; a question never throws. */
const HALF_A_CHARACTER = /\p{Surrogate}/gu;
