/** Small words for schemas. A field whose name ends with `?` may be absent. */

export const text = (description, more = {}) => ({ type: 'string', description, ...more });
export const whole = (description, more = {}) => ({ type: 'integer', description, ...more });
export const number = (description, more = {}) => ({ type: 'number', description, ...more });
export const flag = (description, more = {}) => ({ type: 'boolean', description, ...more });
export const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
export const oneOf = (...names) => ({ oneOf: names.map(ref) });
export const listOf = (items, description) => ({ type: 'array', description, items });

/** A value that is one of these, each with its meaning. */
export const meaning = (type, description, meanings) => ({
  type,
  description,
  oneOf: meanings.map(([value, title]) => ({ const: value, title })),
});

/** An object that may have more fields than these: the gateway adds some from time to time. */
export function open(description, fields) {
  const names = Object.keys(fields);
  const required = names.filter((name) => !name.endsWith('?'));
  return {
    type: 'object',
    description,
    properties: Object.fromEntries(names.map((name) => [bare(name), fields[name]])),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** An object that has these fields alone. */
export const closed = (description, fields) => ({ ...open(description, fields), additionalProperties: false });

/** Query parameters; the description of each is its schema's. */
export function query(fields) {
  return Object.entries(fields).map(([name, { description, examples, ...schema }]) => ({
    name: bare(name),
    in: 'query',
    required: !name.endsWith('?'),
    description,
    schema,
    ...(examples === undefined ? {} : { example: examples[0] }),
  }));
}

/** A body of JSON with named examples. */
export const json = (schema, examples = {}) => ({
  'application/json': { schema, ...(Object.keys(examples).length > 0 ? { examples } : {}) },
});

const bare = (name) => name.replace(/\?$/, '');
