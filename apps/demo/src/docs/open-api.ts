import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { describeOperation } from './describe-operation.js';
import type { DocumentedRoute } from './documented-route.js';
import { CALL_ROUTES } from './routes/call.routes.js';
import { FLOW_ROUTES } from './routes/flow.routes.js';
import { VIEW_ROUTES } from './routes/view.routes.js';
import { CALL_SCHEMAS } from './schemas/call.schemas.js';
import { OTHER_SCHEMAS } from './schemas/other.schemas.js';

const ROUTES = new Map<string, DocumentedRoute>(Object.entries({ ...CALL_ROUTES, ...FLOW_ROUTES, ...VIEW_ROUTES }));

/** Pages, not an interface. */
const UNDOCUMENTED = /^\/(docs.*|assets\/.*)?$/;

/**
 * The document of the routes that this application has: which there are is Nest's word, what they are for is ours.
 * @throws Error that names a route without a description, or a description without a route
 */
export function makeOpenApi(app: INestApplication, version: string): object {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('esms-voice demo')
    .setDescription('Places voice calls through eSMS.vn. Every example works against the bundled simulator.')
    .setVersion(version)
    .addApiKey({ type: 'apiKey', name: 'x-api-key', in: 'header' }, 'x-api-key')
    .addSecurityRequirements('x-api-key')
    .build();
  const { paths: found, components, ...document } = SwaggerModule.createDocument(app, base);
  const schemas = { ...CALL_SCHEMAS, ...OTHER_SCHEMAS };
  return { ...document, paths: pathsOf(found), components: { ...components, schemas } };
}

function pathsOf(found: OpenAPIObject['paths']): Record<string, Record<string, object>> {
  const left = new Set(ROUTES.keys());
  const paths: Record<string, Record<string, object>> = {};
  for (const [path, operations] of Object.entries(found)) {
    if (UNDOCUMENTED.test(path)) continue;
    paths[path] = {};
    for (const [method, { operationId }] of Object.entries(operations as Record<string, { operationId: string }>)) {
      const name = `${method.toUpperCase()} ${path}`;
      paths[path][method] = describeOperation(operationId.replace('Controller_', '.'), routeOf(name));
      left.delete(name);
    }
  }
  if (left.size > 0) throw new Error(`Described, and not there: ${[...left].join(', ')}`);
  return paths;
}

function routeOf(name: string): DocumentedRoute {
  const route = ROUTES.get(name);
  if (!route) throw new Error(`There, and not described: ${name}`);
  return route;
}
