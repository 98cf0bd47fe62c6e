/** An id that nobody has used: 128 random bits. `randomUUID` is there on https and loopback alone. */
export function makeId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `${prefix}${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
