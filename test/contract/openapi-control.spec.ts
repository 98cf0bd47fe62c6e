import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FAULT_PARAMETERS } from '../../libs/esms-voice/src/testing/simulator/fault-parameters.js';
import { EsmsSimulator } from '../../libs/esms-voice/src/testing/simulator/index.js';
import { CallbackReceiver } from '../support/callback-receiver.js';
import { placeOtp } from '../support/place-otp.js';
import { until } from '../support/until.js';
import { Contract, type Exchange } from './lib/contract.js';
import { type Fields, Wire } from './lib/wire.js';

type Plan = Record<string, unknown>;
type Rule = Record<string, unknown> & { readonly fault?: unknown };

const contract = new Contract('simulator');
const FAULTS = contract.operations.find(({ operationId }) => operationId === 'setFaults')!;
const EXAMPLES = Object.entries(FAULTS.requestBody!.content['application/json']!.examples!).map(
  ([name, { value }]) => [name, value as Plan] as const,
);
const ODD_VALUES = [null, -1, 0, 0.5, 1, 205, 1_024, 2 ** 31, '', 'x', 'a b', true, [], ['otp'], {}];
/** A plan with every part that a rule may have. */
const LIMITS = { phone: '484', requestId: 'a', probability: 0.5, times: 3 };
const FULL: Plan = {
  rules: [
    { ...LIMITS, kind: ['otp', 'template'], attempt: [1, 2], when: 'after-accept', fault: { kind: 'truncate' } },
    { when: 'before-accept', fault: { kind: 'status', status: 503, retryAfter: '2', body: '{}' } },
    { when: 'before-accept', fault: { kind: 'code', code: 105, callId: true } },
  ],
  callbackRules: [{ ...LIMITS, fault: 'reorder-late', delayMs: 1 }],
  seed: -1,
};
const FOREIGN = { origin: 'https://foreign.example' };

let simulator: EsmsSimulator;
let wire: Wire;

beforeEach(async () => {
  simulator = await EsmsSimulator.start({ answerAfterMs: 0 });
  wire = new Wire(contract, simulator.url);
});

afterEach(() => simulator.stop());

const setFaults = (plan: Fields) => wire.send('POST', '/_simulator/faults', plan);
const status = (exchange: Exchange) => {
  expect(contract.replyProblems(exchange)).toEqual([]);
  return exchange.status;
};
const planProblems = (plan: Plan) => contract.checks.named('FaultPlan')(plan);

describe('the control surface fits its document', () => {
  it('shows calls of every end, with their callbacks', async () => {
    const receiver = await CallbackReceiver.start();
    for (const ending of ['484', '001', '004', '099']) {
      await placeOtp(simulator, { Phone: `0901888${ending}`, RequestId: ending, CallbackUrl: receiver.url });
    }
    await placeOtp(simulator, { CallbackUrl: 'http://192.0.2.1/far' });
    await placeOtp(simulator, { Sandbox: 1, campaignid: 'c' });
    await until(() => simulator.calls().filter(({ callbacks }) => callbacks.length > 0).length === 4);
    const ledger = await wire.send('GET', '/_simulator/calls', '');
    expect(status(ledger)).toBe(200);
    expect(JSON.parse(ledger.reply)).toHaveLength(6);
    const one = await wire.send('GET', '/_simulator/calls', { requestId: '001' });
    expect([status(one), contract.requestProblems(one), JSON.parse(one.reply)]).toMatchObject([200, [], [{}]]);
    await receiver.stop();
  });

  it('moves the clock and resets, and says why it does not', async () => {
    const moved = await wire.send('POST', '/_simulator/clock', { advanceMs: 1_000 });
    expect([status(moved), contract.requestProblems(moved)]).toEqual([200, []]);
    expect(status(await wire.send('POST', '/_simulator/clock', { advanceMs: -1 }))).toBe(400);
    const reset = await wire.send('POST', '/_simulator/reset', '');
    expect([status(reset), contract.requestProblems(reset)]).toEqual([200, []]);
  });

  it('turns pages of others away', async () => {
    expect(status(await wire.send('GET', '/_simulator/calls', '', FOREIGN))).toBe(403);
    for (const path of ['faults', 'reset', 'clock']) {
      expect(status(await wire.send('POST', `/_simulator/${path}`, '', FOREIGN))).toBe(403);
    }
  });

  it('has every fault with its parameters, and an example of it', () => {
    const { oneOf } = contract.document.components.schemas['Fault'] as {
      oneOf: { title: string; properties: object }[];
    };
    const described = oneOf.map(({ title, properties }) => [title, Object.keys(properties)]);
    const known = [...FAULT_PARAMETERS].map(([kind, parameters]) => [kind, ['kind', ...Object.keys(parameters)]]);
    expect(described).toEqual(known);
    const given = EXAMPLES.flatMap(([, { rules = [] }]) => rules as { fault: { kind: string } }[]);
    expect(given.map(({ fault }) => fault.kind)).toEqual([...FAULT_PARAMETERS.keys()]);
  });

  it.each([...EXAMPLES, ['every part of a rule', FULL]] as const)(
    'takes the plan of the document, and refuses what breaks it: %s',
    async (_name, plan) => {
      const taken = await setFaults(plan);
      expect([contract.requestProblems(taken), status(taken)]).toEqual([[], 200]);
      for (const odd of oddOnes(plan)) {
        expect([odd, planProblems(odd).length > 0]).toEqual([odd, status(await setFaults(odd)) === 400]);
      }
    },
  );

  it('and every operation and every answer of it has been seen', () => {
    const { requestParts, replyParts, seen } = contract;
    expect([...requestParts, ...replyParts].filter((part) => !seen.has(part))).toEqual([]);
    expect(replyParts.length).toBeGreaterThan(8);
  });
});

/** The plan with one thing changed, in every part of its rules. */
function oddOnes(plan: Plan): Plan[] {
  const ofRules = Object.entries(plan).flatMap(([list, rules]) => {
    if (!Array.isArray(rules)) return [];
    return (rules as Rule[]).flatMap((rule, index) =>
      oddRules(rule).map((odd) => ({ ...plan, [list]: rules.with(index, odd) })),
    );
  });
  return [...oddFields(plan), ...ofRules];
}

function oddRules(rule: Rule): Record<string, unknown>[] {
  const faults = typeof rule.fault === 'object' ? oddFields({ ...rule.fault }) : [];
  return [...oddFields(rule), ...faults.map((fault) => ({ ...rule, fault }))];
}

/** Each field with values that may not be right for it, none of the fields, and one too many. */
function oddFields(fields: Record<string, unknown>): Record<string, unknown>[] {
  const changed = Object.keys(fields).flatMap((name) => ODD_VALUES.map((value) => ({ ...fields, [name]: value })));
  return [...changed, {}, { ...fields, more: 1 }];
}
