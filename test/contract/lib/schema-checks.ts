import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ContractDocument, Operation, Schema } from './contract-document.js';

const OPTIONS: Options = {
  allErrors: true,
  allowUnionTypes: true,
  strictTypes: false,
  keywords: ['x-voice', 'example'],
  formats: { 'date-time': (text: string) => text === new Date(text).toISOString() },
};

/** A check that names what it finds, or nothing. */
export type Check = (value: unknown) => string[];

/** The schemas of a document, closed: a field that is not listed is a problem, although the gateway may add some. */
export class SchemaChecks {
  private readonly ajv = new Ajv2020(OPTIONS);
  /** A query is text: numbers are read out of it. */
  private readonly queries = new Ajv2020({ ...OPTIONS, coerceTypes: true });
  private readonly checks = new Map<string, Check>();

  constructor({ components }: ContractDocument) {
    this.ajv.addVocabulary(['components']);
    this.ajv.addSchema({ $id: 'contract', components: closed(components) });
  }

  /** Of a schema of the document, by its name. */
  named(name: string): Check {
    return this.once(name, () => this.ajv.getSchema(`contract#/components/schemas/${name}`)!);
  }

  /** Of a schema that is nothing but a reference, or a list of them. */
  referred(schema: Schema): Check {
    const { $ref, items } = schema as { $ref?: string; items?: Schema };
    if ($ref !== undefined) return this.named($ref.split('/').at(-1)!);
    const item = this.referred(items!);
    return (value) => (Array.isArray(value) ? value.flatMap((each) => item(each)) : ['it is no list']);
  }

  /** Of the query of an operation. */
  query({ operationId, parameters = [] }: Operation): Check {
    const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
    const required = parameters.filter((each) => each.required).map(({ name }) => name);
    const schema = { type: 'object', properties, required, additionalProperties: false };
    return this.once(`query of ${operationId}`, () => this.queries.compile(schema));
  }

  private once(name: string, compile: () => ValidateFunction): Check {
    const check = this.checks.get(name) ?? checkOf(compile());
    this.checks.set(name, check);
    return check;
  }
}

function checkOf(validate: ValidateFunction): Check {
  return (value) => {
    const isValid = validate(structuredClone(value));
    return isValid
      ? []
      : validate.errors!.map(({ instancePath, message, params }) => {
          return `${instancePath} ${message} ${JSON.stringify(params)}`;
        });
  };
}

function closed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(closed) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, closed(each)]));
  return ('properties' in value ? { additionalProperties: false, ...inner } : inner) as Value;
}
