import { describe, expect, it } from '@jest/globals';
import { resolveSimulatorOptions } from './resolve-simulator-options.js';
import { SimulatorClock } from './simulator-clock.js';

const problemsOf = (options: object): string => {
  try {
    resolveSimulatorOptions(options);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('resolveSimulatorOptions', () => {
  it('has a default for everything', () => {
    expect(resolveSimulatorOptions({})).toEqual({
      port: 0,
      host: '127.0.0.1',
      seed: expect.any(Number),
      clock: expect.any(SimulatorClock),
      apiKey: 'simulator',
      secretKey: 'simulator',
      balance: 1_000_000,
      pricePerCall: 850,
      answerAfterMs: 1_500,
      statusAfterMs: 1_000,
      templates: 'any',
      recordings: 'any',
      callbackTimeoutMs: 10_000,
      callbackRetryDelaysMs: [1_000, 2_000, 4_000, 8_000, 16_000],
      allowRemoteCallbacks: false,
      maxCalls: 100_000,
      switches: {
        otpReportFamily: 'sms',
        refusedUsesRequestId: false,
        smsRepeatsOn: 'timeout',
        idWindow: 'shared',
        callbackNames: 'fill-in',
        statusHosts: 'both',
      },
    });
  });

  it('takes zero for a value', () => {
    const zeros = { seed: 0, balance: 0, pricePerCall: 0, answerAfterMs: 0, statusAfterMs: 0 };
    expect(resolveSimulatorOptions(zeros)).toMatchObject(zeros);
    expect(resolveSimulatorOptions({ callbackRetryDelaysMs: [] }).callbackRetryDelaysMs).toEqual([]);
  });

  it('names every problem at once', () => {
    const message = problemsOf({
      port: 70_000,
      host: '',
      seed: 1.5,
      clock: {},
      balance: -1,
      pricePerCall: Number.NaN,
      answerAfterMs: '5',
      statusAfterMs: -1,
      templates: 'none',
      recordings: ['1234', ''],
      callbackTimeoutMs: 0,
      callbackRetryDelaysMs: [1, -1],
      allowRemoteCallbacks: 'yes',
      maxCalls: 0,
      answerAfter: 5,
      switches: {
        otpReportFamily: 'zalo',
        refusedUsesRequestId: 1,
        smsRepeatsOn: 'never',
        idWindow: 'none',
        callbackNames: 'replace',
        statusHosts: 'neither',
        more: true,
      },
    });
    const named = message.replace('Invalid simulator options: ', '').split('; ');
    expect(new Set(named.map((problem) => problem.split(' ')[0]))).toEqual(
      new Set([
        'allowRemoteCallbacks',
        'answerAfter',
        'answerAfterMs',
        'balance',
        'callbackRetryDelaysMs',
        'callbackTimeoutMs',
        'clock',
        'host',
        'maxCalls',
        'port',
        'pricePerCall',
        'recordings',
        'seed',
        'statusAfterMs',
        'switches.callbackNames',
        'switches.idWindow',
        'switches.more',
        'switches.otpReportFamily',
        'switches.refusedUsesRequestId',
        'switches.smsRepeatsOn',
        'switches.statusHosts',
        'templates',
      ]),
    );
  });

  it('says the rule and keeps the keys to itself', () => {
    expect(problemsOf({ port: -1, apiKey: 'open-sesame' })).toBe(
      'Invalid simulator options: port must be an integer from 0 to 65535',
    );
    expect(problemsOf({ secretKey: 1234567 })).toBe('Invalid simulator options: secretKey must be a non-empty string');
  });
});
