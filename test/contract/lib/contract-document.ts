import { readFileSync } from 'node:fs';

export type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

interface Media {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

type PathItems = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** An OpenAPI document as far as the tests read it. */
export interface ContractDocument {
  readonly paths: PathItems;
  readonly webhooks?: PathItems;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The documents that are packed with the library. */
export const DOCUMENTS = ['rest', 'voice', 'simulator'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

export const readDocument = (name: DocumentName): ContractDocument =>
  JSON.parse(
    readFileSync(new URL(`../../../libs/esms-voice/contract/${name}.openapi.json`, import.meta.url), 'utf8'),
  ) as ContractDocument;
