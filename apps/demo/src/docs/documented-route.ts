/** A JSON Schema of OpenAPI 3.1, as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

/** A request that works against the bundled simulator. */
export interface RouteExample {
  readonly summary: string;
  readonly value: unknown;
  /** What it is answered with. */
  readonly status: number;
}

/** A parameter of the path, the query or the headers. */
export interface RouteParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly description: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** An answer; `schema` is the name of one of the document's schemas. */
export interface RouteAnswer {
  readonly description: string;
  readonly schema?: string;
  /** @default application/json */
  readonly contentType?: string;
}

/** What the document tells of a route beyond its method and path. */
export interface DocumentedRoute {
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Wants no key. */
  readonly isPublic?: boolean;
  readonly parameters?: readonly RouteParameter[];
  readonly body?: { readonly schema: string; readonly examples: Readonly<Record<string, RouteExample>> };
  /** What the route is answered with where it has no body but the parameters' examples; `null`: it is not called. */
  readonly exampleStatus?: number | null;
  readonly answers: Readonly<Record<number, RouteAnswer>>;
  /** Statuses of errors, beside those that every route has. */
  readonly errors?: readonly number[];
}

/** Routes by method and path, such as `GET /calls/{requestId}`. */
export type DocumentedRoutes = Readonly<Record<string, DocumentedRoute>>;
