/** What an observer answers; `undefined` where it fails: its trouble is its own. */
export function quietly<T>(tell: () => T): T | undefined {
  try {
    return tell();
  } catch {
    return undefined;
  }
}
