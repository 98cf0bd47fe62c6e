import {
  type ContractDocument,
  type DocumentName,
  type Operation,
  readDocument,
  type Schema,
} from './contract-document.js';
import { SchemaChecks } from './schema-checks.js';

/** A request and its reply, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  /** Below the base URL, without the query. */
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly status: number;
  readonly type: string;
  readonly reply: string;
}

/** One document of the contract: it judges what goes over the wire, and knows what it has seen. */
export class Contract {
  readonly document: ContractDocument;
  readonly checks: SchemaChecks;
  /** Such as `placeOtpCall`, `placeOtpCall ? Phone`, `placeOtpCall 200 CallRefused`, `smsReport ? SMSID`. */
  readonly seen = new Set<string>();

  constructor(readonly name: DocumentName) {
    this.document = readDocument(name);
    this.checks = new SchemaChecks(this.document);
  }

  /** Every operation, the reports to the caller's own URL included. */
  get operations(): Operation[] {
    return [this.document.paths, this.document.webhooks ?? {}].flatMap((items) =>
      Object.values(items).flatMap((item) => Object.values(item)),
    );
  }

  /** All that there is to be seen of requests: operations and their fields. */
  get requestParts(): string[] {
    return this.operations.flatMap((each) => [
      each.operationId,
      ...this.fieldsOf(each).map((field) => `${each.operationId} ? ${field}`),
    ]);
  }

  /** All that there is to be seen of replies with JSON. */
  get replyParts(): string[] {
    return Object.values(this.document.paths)
      .flatMap((item) => Object.values(item))
      .flatMap(({ operationId, responses }) =>
        Object.entries(responses).flatMap(([status, { content }]) =>
          variantsOf(content?.['application/json']?.schema).map((variant) => `${operationId} ${status} ${variant}`),
        ),
      );
  }

  /** What is wrong with a request; empty where nothing is. */
  requestProblems(exchange: Pick<Exchange, 'method' | 'path' | 'query' | 'body'>): string[] {
    const operation = this.operationOf(exchange);
    if (!operation) return [`${exchange.method} ${exchange.path} is not in the document`];
    const { operationId } = operation;
    this.seen.add(operationId);
    const body = operation.requestBody?.content['application/json']!.schema;
    const problems = [
      ...this.queryProblems(operation, exchange.query),
      ...(body ? this.bodyProblems(operation, body, exchange.body) : exchange.body === '' ? [] : ['it has a body']),
    ];
    return problems.map((problem) => `${operationId}: ${problem}`);
  }

  /** What is wrong with a reply. */
  replyProblems(exchange: Exchange): string[] {
    const operation = this.operationOf(exchange);
    if (!operation) return [`${exchange.method} ${exchange.path} is not in the document`];
    const { operationId, responses } = operation;
    const status = exchange.status in responses ? String(exchange.status) : 'default';
    const media = responses[status]?.content?.[exchange.type.split(';')[0]!];
    if (!media) return [`${operationId}: ${exchange.status} ${exchange.type} is not in the document`];
    if (!exchange.type.startsWith('application/json')) return [];
    return this.jsonProblems(media.schema, JSON.parse(exchange.reply), `${operationId} ${status}`);
  }

  /** What is wrong with a report to the caller's own URL. */
  reportProblems(query: string): string[] {
    const [report] = Object.values(this.document.webhooks!);
    this.seen.add(report!['get']!.operationId);
    return this.queryProblems(report!['get']!, query);
  }

  private operationOf({ method, path }: Pick<Exchange, 'method' | 'path'>): Operation | undefined {
    const found = Object.entries(this.document.paths).find(([known]) => bare(known) === bare(path));
    return found?.[1][method.toLowerCase()];
  }

  private queryProblems(operation: Operation, query: string): string[] {
    const params = new URLSearchParams(query);
    const names = [...params.keys()];
    this.noteFields(operation, names);
    const repeated = names.filter((name, index) => names.indexOf(name) !== index);
    return [
      ...repeated.map((name) => `${name} stands there twice`),
      ...this.checks.query(operation)(Object.fromEntries(params)),
    ];
  }

  private bodyProblems(operation: Operation, schema: Schema, body: string): string[] {
    const value = JSON.parse(body) as object;
    this.noteFields(operation, Object.keys(value));
    return this.checks.referred(schema)(value);
  }

  private jsonProblems(schema: Schema, value: unknown, where: string): string[] {
    const variants = variantsOf(schema);
    const fitting = variants.filter((name) => this.checkOf(schema, name)(value).length === 0);
    for (const name of fitting) this.seen.add(`${where} ${name}`);
    if (fitting.length === 1) return [];
    const problems = variants.flatMap((name) => this.checkOf(schema, name)(value).map((each) => `${name}${each}`));
    return [`${where}: ${JSON.stringify(value)} fits ${fitting.length} schemas`, ...problems];
  }

  private checkOf(schema: Schema, variant: string): (value: unknown) => string[] {
    return 'oneOf' in schema ? this.checks.named(variant) : this.checks.referred(schema);
  }

  private noteFields({ operationId }: Operation, names: readonly string[]): void {
    for (const name of names) this.seen.add(`${operationId} ? ${name}`);
  }

  private fieldsOf({ parameters = [], requestBody }: Operation): string[] {
    const schema = requestBody?.content['application/json']!.schema;
    const [body] = schema ? variantsOf(schema) : [];
    const properties = body ? (this.document.components.schemas[body]!['properties'] as object) : {};
    return [...parameters.map(({ name }) => name), ...Object.keys(properties)];
  }
}

/** The names of the schemas that a body can have. */
function variantsOf(schema: Schema | undefined): string[] {
  if (!schema) return [];
  const { $ref, oneOf, items } = schema as { $ref?: string; oneOf?: Schema[]; items?: Schema };
  if ($ref !== undefined) return [$ref.split('/').at(-1)!];
  return (oneOf ?? [items!]).flatMap(variantsOf);
}

const bare = (path: string): string => path.replace(/\/$/, '');
