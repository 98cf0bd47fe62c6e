import type { Schema } from '../documented-route.js';

/** Schemas by their names. */
export type Schemas = Readonly<Record<string, Schema>>;

export const text = (description: string, more: Schema = {}): Schema => ({ type: 'string', description, ...more });
export const number = (description: string, more: Schema = {}): Schema => ({ type: 'number', description, ...more });
export const whole = (description: string, more: Schema = {}): Schema => ({ type: 'integer', description, ...more });
export const flag = (description: string): Schema => ({ type: 'boolean', description });
export const moment = (description: string): Schema => text(description, { format: 'date-time' });
export const orNull = (schema: Schema): Schema => ({ ...schema, type: [schema['type'], 'null'] });
export const wordOf = (description: string, words: readonly string[]): Schema => text(description, { enum: words });
export const listOf = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more });
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** An object; a name that ends with `?` may be absent. */
export function object(description: string, fields: Readonly<Record<string, Schema>>): Schema {
  const names = Object.keys(fields);
  const properties = Object.fromEntries(names.map((name) => [name.replace('?', ''), fields[name]]));
  const required = names.filter((name) => !name.endsWith('?'));
  return { type: 'object', description, properties, ...(required.length > 0 && { required }) };
}

/** The same, for a body: names that are not listed are refused. */
export const body = (description: string, fields: Readonly<Record<string, Schema>>): Schema => ({
  ...object(description, fields),
  additionalProperties: false,
});
