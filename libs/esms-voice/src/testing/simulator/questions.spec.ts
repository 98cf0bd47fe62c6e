import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { placeOtp, postJson } from '../../../../../test/support/place-otp.js';
import { EsmsSimulator, type EsmsSimulatorOptions, SimulatorClock } from './index.js';

type Fields = Record<string, string>;
type Reply = Record<string, unknown>;

const START = Date.UTC(2026, 5, 1, 2);
const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
// In Vietnam it is 09:00 at the start.
const IN_AN_HOUR = '2026-06-01 10:00:00';
const UNKNOWN = { CodeResult: '105', CountRegenerate: 0, ErrorMessage: 'SMSID not found.' };

let simulator: EsmsSimulator;

async function open(options: EsmsSimulatorOptions = {}): Promise<void> {
  await simulator.stop();
  const clock = new SimulatorClock(() => START);
  simulator = await EsmsSimulator.start({ clock, answerAfterMs: 1_000, statusAfterMs: 0, ...options });
}

async function get(name: string, fields: Fields): Promise<Reply> {
  const { apiKey: ApiKey, secretKey: SecretKey } = simulator;
  const query = new URLSearchParams({ ApiKey, SecretKey, ...fields }).toString();
  return (await (await fetch(`${simulator.url}/MainService.svc/json/${name}?${query}`)).json()) as Reply;
}

const voiceStatus = (id: string) => get('GetSendStatus', { ReferenceId: id });
const restStatus = (id: string) => get('GetSendStatus', { RefId: id });
const receiversOf = (id: string) => get('GetSmsReceiverStatus_get', { RefId: id });
const placeDigits = async (digits: string, fields: Reply = {}) =>
  String((await placeOtp(simulator, { Phone: `0901888${digits}`, ...fields })).SMSID);
const placeRecording = async (digits: string, fields: Fields = {}) =>
  String((await get('MakeCallRecord_V2', { TemplateId: '1234', Phone: `0901888${digits}`, ...fields })).SMSID);

beforeEach(async () => {
  simulator = await EsmsSimulator.start();
  await open();
});

afterEach(() => simulator.stop());

describe('GetSendStatus', () => {
  it.each([
    ['484', [2, 7, 5], [0, 0, 1], [0, 0, 0], ['', '', 'ANSWERED']],
    ['001', [2, 7, 5], [0, 0, 0], [0, 0, 1], ['', '', 'NOANSWERED']],
    ['002', [2, 7, 5], [0, 0, 0], [0, 0, 1], ['', '', '']],
    ['004', [1, 1, 4], [0, 0, 0], [0, 0, 1], ['', '', '']],
  ])('of a call to …%s follows it at both hosts', async (digits, statuses, successes, failures, callStatuses) => {
    const id = await placeDigits(digits, { SendDate: IN_AN_HOUR });
    for (const [step, ms] of [0, HOUR_MS, 1_000].entries()) {
      simulator.advanceClock(ms);
      expect(await restStatus(id)).toMatchObject({
        SendStatus: statuses[step],
        SendSuccess: successes[step],
        SendFailed: failures[step],
        TotalPrice: failures[step] === 1 ? 0 : 850,
        TotalSent: step > 0 && digits !== '004' ? 1 : 0,
      });
      const { SendStatus, SentResult, CallStatus, CallDuration } = await voiceStatus(id);
      expect([SendStatus, SentResult, CallStatus]).toEqual([statuses[step], successes[step], callStatuses[step]]);
      expect(Number(CallDuration) > 0).toBe(CallStatus === 'ANSWERED');
    }
  });

  it('tells the pressed key and the redials of a recording', async () => {
    const id = await placeRecording('003', { Ivr: '7', MaxRetry: '2', WaitRetry: '15' });
    simulator.advanceClock(1_000);
    expect(await voiceStatus(id)).toMatchObject({ SendStatus: 5, SentResult: 0, CallStatus: 'NOANSWERED', Ivr: '' });
    simulator.advanceClock(16_000);
    expect(await voiceStatus(id)).toMatchObject({ SendStatus: 5, SentResult: 1, CallStatus: 'ANSWERED', Ivr: '7' });
    expect(await receiversOf(id)).toMatchObject({ ReceiverList: [{ Retry: 1, SentResult: true }] });
  });

  it('knows an id in any case and with spaces around it, and parameters in any case', async () => {
    const id = await placeRecording('484');
    expect(id).toMatch(/ $/);
    for (const asked of [id, id.trim().toUpperCase(), ` ${id}`]) {
      expect(await voiceStatus(asked)).toMatchObject({ CodeResponse: '100', ReferenceId: id.trim().toUpperCase() });
      expect(await restStatus(asked)).toMatchObject({ CodeResponse: '100', SMSID: id.trim() });
    }
    expect(await get('GetSendStatus', { referenceid: id })).toMatchObject({ ReferenceId: id.trim().toUpperCase() });
    expect(await get('GetSendStatus', { REFID: id })).toMatchObject({ SMSID: id.trim() });
  });

  it('answers 105 to an id of no call, in the form of each host', async () => {
    expect(await voiceStatus('none')).toEqual(UNKNOWN);
    expect(await restStatus('none')).toEqual({ CodeResponse: '105', SMSID: 'none' });
    expect(await get('GetSendStatus', {})).toEqual({ CodeResponse: '105', SMSID: '' });
    expect(await receiversOf('none')).toEqual({ CodeResult: '105', ErrorMessage: 'SMSID not found.' });
  });

  it('answers 105 to the ids of sandbox calls and of calls before a reset', async () => {
    const sandbox = await placeDigits('484', { Sandbox: 1 });
    const id = await placeDigits('484');
    expect(await voiceStatus(sandbox)).toEqual(UNKNOWN);
    expect(await voiceStatus(id)).toMatchObject({ CodeResponse: '100' });
    simulator.reset();
    expect(await voiceStatus(id)).toEqual(UNKNOWN);
  });

  it('answers 105 too early, and from the eighth day after the dialling', async () => {
    await open({ statusAfterMs: 2_000 });
    const id = await placeDigits('484');
    const later = await placeDigits('484', { SendDate: '2026-06-06 09:00:00' });
    const codes = async () => {
      const [voice, rest, receivers] = [await voiceStatus(id), await restStatus(id), await receiversOf(id)];
      return [voice.CodeResponse ?? voice.CodeResult, rest.CodeResponse, receivers.CodeResult];
    };
    simulator.advanceClock(1_999);
    expect(await codes()).toEqual(['105', '105', '105']);
    simulator.advanceClock(1);
    expect(await codes()).toEqual(['100', '100', '100']);
    simulator.advanceClock(7 * DAY_MS - 2_000);
    expect(await codes()).toEqual(['100', '100', '100']);
    simulator.advanceClock(1);
    expect(await codes()).toEqual(['105', '105', '105']);
    expect(await restStatus(later)).toMatchObject({ CodeResponse: '100', SendSuccess: 1 });
  });

  it('waits a second unless told otherwise', async () => {
    await simulator.stop();
    simulator = await EsmsSimulator.start({ clock: new SimulatorClock(() => START) });
    const id = await placeDigits('484');
    simulator.advanceClock(999);
    expect(await voiceStatus(id)).toEqual(UNKNOWN);
    simulator.advanceClock(1);
    expect(await voiceStatus(id)).toMatchObject({ CodeResponse: '100' });
  });

  it.each([
    ['both', { voice: '100', rest: '100', receivers: '100' }, { voice: '100', rest: '100' }],
    ['rest', { voice: '105', rest: '100', receivers: '100' }, { voice: '100', rest: '100' }],
    ['voice', { voice: '100', rest: '105', receivers: '105' }, { voice: '100', rest: '105' }],
  ] as const)('with statusHosts %p', async (statusHosts, otp, recording) => {
    await open({ switches: { statusHosts } });
    const [otpId, recordingId] = [await placeDigits('484'), await placeRecording('484')];
    const codes = async (id: string) => {
      const voice = await voiceStatus(id);
      return { voice: voice.CodeResponse ?? voice.CodeResult, rest: (await restStatus(id)).CodeResponse };
    };
    expect({ ...(await codes(otpId)), receivers: (await receiversOf(otpId)).CodeResult }).toEqual(otp);
    expect(await codes(recordingId)).toEqual(recording);
  });
});

describe('GetSmsReceiverStatus_get', () => {
  it.each([
    ['484', [false, false], [true, false], [true, true]],
    ['001', [false, false], [true, false], [true, false]],
    ['004', [false, false], [false, false], [false, false]],
  ])('tells of the one number of a call to …%s', async (digits, placed, dialled, ended) => {
    const id = await placeDigits(digits, { SendDate: IN_AN_HOUR });
    const told = async () => {
      const { ReceiverList } = (await receiversOf(id)) as { ReceiverList: Reply[] };
      expect(ReceiverList).toHaveLength(1);
      expect(ReceiverList[0]).toMatchObject({ Phone: `0901888${digits}`, NetworkName: 'Mobifone', Retry: 0 });
      return [ReceiverList[0]?.IsSent, ReceiverList[0]?.SentResult];
    };
    expect(await told()).toEqual(placed);
    simulator.advanceClock(HOUR_MS);
    expect(await told()).toEqual(dialled);
    simulator.advanceClock(1_000);
    expect(await told()).toEqual(ended);
  });
});

describe('GetSmsSentData_V2', () => {
  const good = { SmsType: '8', From: '2026-06-01 09:00:00', To: '2026-06-01 09:00:00', Page: 1, PageSize: 500 };
  const list = (fields: Reply = {}) => {
    const { apiKey: ApiKey, secretKey: SecretKey } = simulator;
    const body = { ApiKey, SecretKey, ...good, ...fields };
    return postJson(`${simulator.restUrl}/GetSmsSentData_V2`, body) as Promise<Reply & { SentData: Reply[] }>;
  };

  it('lists accepted calls of every kind, oldest first, and no refused or sandbox call', async () => {
    await placeDigits('099');
    await placeDigits('484', { Sandbox: 1 });
    const first = await placeDigits('484', { Content: '1357', campaignid: 'spring' });
    const second = (await placeRecording('001')).trim();
    simulator.advanceClock(1_000);
    const [SentTime, SmsType] = [`/Date(${START}+0700)/`, '8'];
    expect(await list()).toEqual({
      CodeResult: '100',
      CountTotal: 2,
      SentData: [
        {
          Campaign: 'spring',
          Content: '1357',
          Phone: '0901888484',
          ReferenceId: first,
          SellPrice: 850,
          SendResult: 1,
          SendStatus: 5,
          SentTime,
          SmsId: 1,
          SmsType,
        },
        {
          Campaign: '',
          Content: '1234',
          Phone: '0901888001',
          ReferenceId: second,
          SellPrice: 0,
          SendResult: 0,
          SendStatus: 5,
          SentTime,
          SmsId: 2,
          SmsType,
        },
      ],
    });
  });

  it('tells of calls that have not ended, the scheduled ones by their date', async () => {
    await placeDigits('484');
    await placeDigits('484', { SendDate: IN_AN_HOUR });
    await placeDigits('004');
    simulator.advanceClock(0);
    const { SentData } = await list();
    expect(SentData.map(({ SendResult, SendStatus, SentTime }) => [SendResult, SendStatus, SentTime])).toEqual([
      [2, 7, `/Date(${START}+0700)/`],
      [2, 2, `/Date(${START + HOUR_MS}+0700)/`],
      [2, 1, `/Date(${START}+0700)/`],
    ]);
  });

  it('takes both ends of its time by the second of placing', async () => {
    for (const ms of [0, 999, 1]) {
      simulator.advanceClock(ms);
      await placeDigits('484');
    }
    const countOf = async (From: string, To: string) =>
      (await list({ From: `2026-06-01 ${From}`, To: `2026-06-01 ${To}` })).CountTotal;
    expect(await countOf('09:00:00', '09:00:00')).toBe(2);
    expect(await countOf('09:00:01', '09:00:01')).toBe(1);
    expect(await countOf('09:00:00', '09:00:01')).toBe(3);
    expect(await countOf('08:00:00', '08:59:59')).toBe(0);
  });

  it('comes in pages, counted from 1', async () => {
    const ids = [await placeDigits('484'), await placeDigits('484'), await placeDigits('484')];
    const page = async (Page: number | string) => {
      const { CountTotal, SentData } = await list({ Page, PageSize: '2' });
      return [CountTotal, SentData.map(({ ReferenceId }) => ReferenceId)];
    };
    expect([await page(1), await page('2'), await page(3)]).toEqual([
      [3, ids.slice(0, 2)],
      [3, ids.slice(2)],
      [3, []],
    ]);
  });

  it.each([
    [{ SecretKey: 'wrong' }, { CodeResult: '101', ErrorMessage: 'Authorize Failed' }],
    [
      { SecretKey: 'wrong', Page: 0 },
      { CodeResult: '101', ErrorMessage: 'Authorize Failed' },
    ],
    [{ SmsType: undefined }, { CodeResult: '300', ErrorMessage: 'SmsType is required.' }],
    [{ SmsType: '2' }, { CodeResult: '118', ErrorMessage: 'SmsType is not valid.' }],
    ...[
      { From: undefined },
      { To: '2026/06/01 09:00:00' },
      { From: '2026-06-01 09:00:01' },
      { Page: 0 },
      { Page: 'one' },
      { Page: undefined },
      { PageSize: 501 },
      { PageSize: 0 },
      { PageSize: {} },
    ].map((fields) => [fields, { error: 'Invalid request' }] as const),
  ])('refuses %j', async (fields, reply) => {
    expect(await list(fields)).toEqual(reply);
  });

  it('takes a type given as a number', async () => {
    expect(await list({ SmsType: 8 })).toMatchObject({ CodeResult: '100', CountTotal: 0, SentData: [] });
  });
});
