import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { PostBatchBody } from '../../apps/demo/src/batches/post-batch.body.js';
import { PlaceOtpCallBody } from '../../apps/demo/src/calls/place-otp-call.body.js';
import { PostFaultBody } from '../../apps/demo/src/simulator/post-fault.body.js';
import { CreateRecordingCallDto, CreateTemplateCallDto } from '../../libs/esms-voice/src/index.js';
import { CheckVerificationDto, StartVerificationDto } from '../../libs/esms-voice/src/verification/index.js';
import { RunningDemo, type Reply } from '../support/demo.js';

interface Example {
  readonly value: object;
  readonly 'x-status': number;
}

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly example?: string }[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly examples: Record<string, Example> } };
  };
  readonly responses: Record<string, unknown>;
  readonly 'x-example-status'?: number | null;
}

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, { properties: object; required?: string[] }> };
}

const CHECKED_IN = JSON.parse(await readFile('docs/openapi.json', 'utf8')) as Document;

/** A request of the document, the status that it should have, and the operation. */
type Request = readonly [
  name: string,
  method: string,
  path: string,
  body: object | undefined,
  status: number,
  operation: Operation,
];

function requestsOf(path: string, method: string, operation: Operation): Request[] {
  const filled = operation.parameters.reduce(
    (text, { name, example }) => text.replace(`{${name}}`, example ?? ''),
    path,
  );
  const of = (what: string, body: object | undefined, status: number): Request => [
    `${method.toUpperCase()} ${path}${what}`,
    method.toUpperCase(),
    filled,
    body,
    status,
    operation,
  ];
  const examples = operation.requestBody?.content['application/json'].examples;
  if (examples) return Object.entries(examples).map(([name, each]) => of(`: ${name}`, each.value, each['x-status']));
  const status = operation['x-example-status'];
  return status == null ? [] : [of('', undefined, status)];
}

const REQUESTS = Object.entries(CHECKED_IN.paths)
  .flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => requestsOf(path, method, operation)),
  )
  // What is read was written before; and the simulator forgets calls last.
  .toSorted((a, b) => Number(a[1] !== 'POST') - Number(b[1] !== 'POST'))
  .toSorted((a, b) => Number(a[0].includes('reset')) - Number(b[0].includes('reset')));

const BODIES = {
  PlaceOtpCall: PlaceOtpCallBody,
  PlaceTemplateCall: CreateTemplateCallDto,
  PlaceRecordingCall: CreateRecordingCallDto,
  PostBatch: PostBatchBody,
  StartVerification: StartVerificationDto,
  CheckVerification: CheckVerificationDto,
  PostFault: PostFaultBody,
};

describe('the API documents', () => {
  let demo: RunningDemo;

  beforeAll(async () => {
    demo = await RunningDemo.start();
  });

  afterAll(() => demo.stop());

  it('are as they are checked in (npm run openapi), of OpenAPI 3.1, and tell of every route', async () => {
    expect((await demo.get('/docs-json')).body).toEqual(CHECKED_IN);
    expect(CHECKED_IN.openapi).toBe('3.1.0');
  });

  it.each(Object.entries(BODIES))('know every field of %s, and no other', (name, type) => {
    const metadatas = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
    const { properties, required = [] } = CHECKED_IN.components.schemas[name]!;
    const fields = new Set(metadatas.map(({ propertyName }) => propertyName));
    expect(Object.keys(properties).toSorted()).toEqual([...fields].toSorted());
    expect([...fields]).toEqual(expect.arrayContaining(required));
  });

  it('refer to nothing that is not there', () => {
    const names = [...JSON.stringify(CHECKED_IN).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!);
    expect(Object.keys(CHECKED_IN.components.schemas)).toEqual(expect.arrayContaining(names));
    expect(names.length).toBeGreaterThan(50);
  });

  it.each(REQUESTS)(
    'give an example that is answered as they say: %s',
    async (name, method, path, body, status, operation) => {
      const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const reply: Reply = await demo.fetch(path, { method, ...(body && json) });
      expect([name, reply.status, reply.body['code']]).toEqual([name, status, reply.body['code']]);
      expect(Object.keys(operation.responses)).toContain(String(status));
    },
  );

  it('are a page that loads nothing from elsewhere', async () => {
    const { status, headers, body } = await demo.get('/docs');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
    expect(body['text']).not.toMatch(/https?:|<script>|onload/);
    for (const [, path] of String(body['text']).matchAll(/(?:src|href)="(\/[^"]+)"/g))
      expect([path, (await demo.get(path!)).status]).toEqual([path, 200]);
    for (const path of ['/docs/index.html', '/docs/..%2fpackage.json', '/docs/__proto__'])
      expect([path, (await demo.get(path)).status]).toEqual([path, 404]);
  });
});
