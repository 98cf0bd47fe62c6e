import { describe, expect, it } from '@jest/globals';
import { PlacedCall } from './placed-call.js';

function callTo(digits: string, most = 0, dialAt = 0): PlacedCall {
  return new PlacedCall({
    callId: 'id-1',
    request: {
      requestId: 'a',
      phone: `0901888${digits}`,
      kind: 'recording',
      content: '1234',
      campaignId: null,
      sandbox: false,
    },
    serial: 1,
    placedAt: 0,
    dialAt,
    price: 850,
    ivrKey: '7',
    redials: { most, waitMs: 1 },
  });
}

function roundsOf(call: PlacedCall): unknown[] {
  const rounds: unknown[] = [];
  do {
    call.begin();
    call.end();
    rounds.push(call.state);
  } while (call.isToBeRedialled);
  return rounds;
}

describe('the rounds of a call', () => {
  it.each([
    ['484', 2, ['delivered'], 1],
    ['001', 0, ['undelivered'], 1],
    ['001', 2, ['undelivered', 'undelivered', 'undelivered'], 3],
    ['002', 2, ['undelivered'], 1],
    ['003', 0, ['delivered'], 1],
    ['003', 1, ['undelivered', 'delivered'], 2],
    ['003', 5, ['undelivered', 'delivered'], 2],
    ['004', 2, ['rejected'], 0],
  ])('to …%s with %i redials are %j', (digits, most, states, dials) => {
    const call = callTo(digits, most);
    expect(roundsOf(call)).toEqual(states);
    expect(call.dials).toBe(dials);
  });
});

describe('what is told of a call', () => {
  const toldOf = ({ state, sendStatus, price, pressedKey }: PlacedCall) => [state, sendStatus, price, pressedKey];

  it.each([
    ['484', ['dialing', 7, 850, ''], ['delivered', 5, 850, '7']],
    ['001', ['dialing', 7, 850, ''], ['undelivered', 5, 0, '']],
    ['002', ['dialing', 7, 850, ''], ['undelivered', 5, 0, '']],
  ])('to …%s follows its state', (digits, ringing, ended) => {
    const call = callTo(digits);
    expect(toldOf(call)).toEqual(['accepted', 2, 850, '']);
    call.begin();
    expect(toldOf(call)).toEqual(ringing);
    call.end();
    expect(toldOf(call)).toEqual(ended);
  });

  it('awaits approval until it is rejected', () => {
    const call = callTo('004', 0, 5);
    expect(toldOf(call)).toEqual(['scheduled', 1, 850, '']);
    call.begin();
    expect(toldOf(call)).toEqual(['accepted', 1, 850, '']);
    call.end();
    expect(toldOf(call)).toEqual(['rejected', 4, 0, '']);
  });
});
