import type { DocumentedRoute, RouteAnswer, RouteExample } from './documented-route.js';
import { COMMON_ERRORS, ERROR_ANSWERS, KEY_ERRORS } from './error-answers.js';
import { ref } from './schemas/words.js';

const JSON_TYPE = 'application/json';

/** A route as an operation of OpenAPI. */
export function describeOperation(operationId: string, route: DocumentedRoute): object {
  const { tag, summary, description, isPublic = false, parameters = [], body, exampleStatus } = route;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(isPublic && { security: [] }),
    parameters: parameters.map((parameter) => ({ required: parameter.in === 'path', ...parameter })),
    ...(body && { requestBody: { required: true, content: { [JSON_TYPE]: contentOf(body) } } }),
    responses: responsesOf(route),
    ...(exampleStatus !== undefined && { 'x-example-status': exampleStatus }),
  };
}

const contentOf = ({ schema, examples }: NonNullable<DocumentedRoute['body']>): object => ({
  schema: ref(schema),
  examples: Object.fromEntries(Object.entries(examples).map(([name, example]) => [name, toExample(example)])),
});

const toExample = ({ status, ...example }: RouteExample): object => ({ ...example, 'x-status': status });

function responsesOf({ answers, errors = [], isPublic = false }: DocumentedRoute): object {
  const statuses = [...errors, ...COMMON_ERRORS, ...(isPublic ? [] : KEY_ERRORS)];
  const told: Record<string, RouteAnswer> = Object.fromEntries(
    statuses.map((status) => [String(status), ERROR_ANSWERS[status]!]),
  );
  return Object.fromEntries(
    Object.entries<RouteAnswer>({ ...told, ...answers }).map(([status, answer]) => [status, toResponse(answer)]),
  );
}

function toResponse({ description, schema, contentType = JSON_TYPE }: RouteAnswer): object {
  if (schema === undefined && contentType === JSON_TYPE) return { description };
  return {
    description,
    content: { [contentType]: { schema: schema === undefined ? { type: 'string' } : ref(schema) } },
  };
}
