/** `?a=1&b=2` of what is given; empty values are left out. */
export function queryString(fields: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
