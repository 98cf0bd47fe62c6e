import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type ContractDocument, DOCUMENTS, readDocument } from './lib/contract-document.js';
import { Contract } from './lib/contract.js';

interface Reply {
  readonly body: object;
}
interface Sample {
  readonly request?: object;
  readonly query?: Record<string, string>;
  readonly replies: readonly Reply[];
}

const read = (name: string) => readFileSync(new URL(`../gateway-samples/${name}`, import.meta.url), 'utf8');
const sample = (name: string) => JSON.parse(read(`${name}.json`)) as Sample;
const STATUS = JSON.parse(read('status.json')) as Record<string, readonly Reply[]>;
const CALLBACKS = read('callbacks.txt')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const POST_OTP = { method: 'POST', path: '/SendMultipleMessage_V4_post_json/', query: '', body: '' };
const get = (path: string) => ({ method: 'GET', path, query: '', body: '' });
const reply = ({ body }: Reply) => ({ status: 200, type: 'application/json', reply: JSON.stringify(body) });

describe('the OpenAPI documents', () => {
  it('are what `npm run contract` writes', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/generate-contract.mjs', '--check'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(DOCUMENTS)('are valid OpenAPI 3.1: %s', async (name) => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate({ ...readDocument(name) });
    expect([valid, errors, validator.version]).toEqual([true, undefined, '3.1']);
  });

  it('are told apart from a document that is not valid', async () => {
    const { paths, ...rest } = readDocument('rest') as ContractDocument & Record<string, unknown>;
    const broken = { ...rest, paths: { '/GetSendStatus': { get: { parameters: 'none' } } } };
    expect([Object.keys(paths).length, (await new Validator().validate(broken)).valid]).toEqual([5, false]);
  });

  it.each(DOCUMENTS)('refer to nothing that is not there, and have nothing that nobody refers to: %s', (name) => {
    const { components, ...rest } = readDocument(name);
    const text = JSON.stringify([rest, components]);
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, each]) => each);
    expect(new Set(names)).toEqual(new Set(Object.keys(components.schemas)));
  });

  it.each(DOCUMENTS)('give examples that fit: %s', (name) => {
    const { document, checks } = new Contract(name);
    for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
      const bodies = [operation.requestBody, ...Object.values(operation.responses)];
      for (const { schema, examples = {} } of bodies.flatMap((body) => Object.values(body?.content ?? {}))) {
        for (const { value } of Object.values(examples)) expect(problemsOf(checks, schema, value)).toEqual([]);
      }
    }
  });

  it('list every published code, and the meaning of each', () => {
    const rows = JSON.parse(read('gateway-codes.json')) as { code: string }[];
    for (const name of ['rest', 'voice'] as const) {
      const { oneOf } = readDocument(name).components.schemas['PublishedCode'] as {
        oneOf: { const: string; title: string; description: string }[];
      };
      expect(oneOf.map((each) => each.const)).toEqual(rows.map(({ code }) => code));
      for (const { title, description } of oneOf) expect([title, description]).not.toContain('');
    }
  });
});

function problemsOf(checks: Contract['checks'], schema: object, value: unknown): string[] {
  const { oneOf } = schema as { oneOf?: object[] };
  if (!oneOf) return checks.referred(schema as { $ref: string })(value);
  const each = oneOf.map((one) => checks.referred(one as { $ref: string })(value));
  return each.filter((problems) => problems.length === 0).length === 1 ? [] : each.flat();
}

describe('the published samples fit the documents', () => {
  const [rest, voice] = [new Contract('rest'), new Contract('voice')];

  it('the request and the replies of an OTP call', () => {
    const { request, replies } = sample('voice-otp');
    expect(rest.requestProblems({ ...POST_OTP, body: JSON.stringify(request) })).toEqual([]);
    for (const each of replies) expect(rest.replyProblems({ ...POST_OTP, ...reply(each) })).toEqual([]);
  });

  it.each([
    ['voice-template', '/MakeCallTemplate_V2'],
    ['voice-recording', '/MakeCallRecord_V2'],
  ])('the request and the replies of %s', (name, path) => {
    const { query, replies } = sample(name);
    expect(voice.requestProblems({ ...get(path), query: String(new URLSearchParams(query)) })).toEqual([]);
    for (const each of replies) expect(voice.replyProblems({ ...get(path), ...reply(each) })).toEqual([]);
  });

  it.each([
    [voice, 'voice GetSendStatus', get('/GetSendStatus')],
    [rest, 'rest GetSendStatus', get('/GetSendStatus')],
    [rest, 'GetSmsReceiverStatus_get', get('/GetSmsReceiverStatus_get')],
    [rest, 'GetBalance_json', { ...POST_OTP, path: '/GetBalance_json' }],
  ])('the replies to a question ($1.name)', (contract, name, asked) => {
    for (const each of STATUS[name]!) expect(contract.replyProblems({ ...asked, ...reply(each) })).toEqual([]);
  });

  it.each(CALLBACKS)('the callback %s', (line) => {
    const contract = line.startsWith('SMSID') ? rest : voice;
    expect(contract.reportProblems(line)).toEqual([]);
  });

  it('and what does not is told', () => {
    const { request } = sample('voice-otp');
    const problems = (change: object) =>
      rest.requestProblems({ ...POST_OTP, body: JSON.stringify({ ...request, ...change }) }).length;
    expect([problems({ Brandname: 'x' }), problems({ SmsType: 8 }), problems({ Phone: undefined })]).toEqual([1, 2, 1]);
    expect(rest.reportProblems(`${CALLBACKS[0]}&more=1`)).toHaveLength(1);
    expect(rest.reportProblems(CALLBACKS[0]!.replace('SendStatus=5', 'SendStatus=6'))).not.toEqual([]);
    expect(rest.replyProblems({ ...POST_OTP, ...reply({ body: { CodeResult: '100', more: 1 } }) })).not.toEqual([]);
  });
});
