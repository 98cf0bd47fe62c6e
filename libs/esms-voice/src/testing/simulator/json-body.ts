/** A JSON object as it came over the wire. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a JSON object; undefined for anything else. */
export function parseJsonObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A string field as WCF reads it: a number counts as its digits, null as absent.
 * @throws TypeError for an object, an array or a boolean, on which WCF gives up
 */
export function textField(object: JsonObject, name: string): string {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new TypeError(`${name} is not a string`);
}

/** Reads a JSON body; undefined when it is no JSON object or a field has a type that WCF cannot read. */
export function decodeJson<Value>(body: string, read: (fields: JsonObject) => Value): Value | undefined {
  const fields = parseJsonObject(body);
  if (!fields) return undefined;
  try {
    return read(fields);
  } catch {
    return undefined;
  }
}
