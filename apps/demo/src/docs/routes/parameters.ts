import type { RouteParameter } from '../documented-route.js';
import { text } from '../schemas/words.js';

/** The header that is another name for an id of the body. */
export const idempotencyKey = (name: string): RouteParameter => ({
  name: 'idempotency-key',
  in: 'header',
  description: `Another name for ${name}; where both are given they must be the same.`,
  schema: { type: 'string' },
});

export const inQuery = (name: string, description: string, schema: RouteParameter['schema']): RouteParameter => ({
  name,
  in: 'query',
  description,
  schema,
});

export const inPath = (name: string, description: string, example: string): RouteParameter => ({
  name,
  in: 'path',
  description,
  schema: text(''),
  example,
});
