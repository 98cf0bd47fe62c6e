import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { EsmsVoiceService, GatewayRefusedError, InvalidInputError, OutcomeUnknownError } from '../index.js';
import { EsmsRecorder, EsmsVoiceTestingModule } from './index.js';

describe('EsmsVoiceTestingModule', () => {
  let module: TestingModule;
  let voice: EsmsVoiceService;
  let recorder: EsmsRecorder;

  beforeEach(async () => {
    module = await Test.createTestingModule({ imports: [EsmsVoiceTestingModule.forTest()] }).compile();
    voice = module.get(EsmsVoiceService);
    recorder = module.get(EsmsRecorder);
  });

  afterEach(() => module.close());

  it('keeps what would have been spoken', async () => {
    const placed = await voice.createOtpCall({ phone: '+84 901 888 484', content: 'Mã của bạn là 686868' });
    expect(placed).toEqual({ requestId: recorder.last!.requestId, callId: 'recorded-1', state: 'accepted' });
    expect(recorder.lastContent()).toBe('Mã của bạn là 686868');
    expect(recorder.lastContent('0901888484')).toBe('Mã của bạn là 686868');
    expect(recorder.lastContent('0901888485')).toBeNull();
    expect(recorder.last).toMatchObject({
      phone: '0901888484',
      isUnicode: true,
      sandbox: false,
      callbackUrl: null,
    });
  });

  it('answers as it is told, and validates as the real module does', async () => {
    recorder.refuseNext('103');
    const refused = voice.createOtpCall({ phone: '0901888484', content: '1' });
    await expect(refused).rejects.toThrow(GatewayRefusedError);
    await expect(refused).rejects.toMatchObject({
      gatewayCode: '103',
      outcome: 'refused',
      state: 'rejected',
    });
    await expect(voice.createOtpCall({ phone: '1', content: '' })).rejects.toThrow(InvalidInputError);
    expect(recorder.calls).toHaveLength(1);
  });

  it('leaves an outcome open', async () => {
    recorder.confuseNext();
    const call = voice.createOtpCall({ phone: '0901888484', content: '1', requestId: 'r-1' });
    await expect(call).rejects.toThrow(OutcomeUnknownError);
    expect(new Set(recorder.calls.map((each) => each.requestId))).toEqual(new Set(['r-1']));
    await expect(voice.getCall('r-1')).resolves.toMatchObject({ state: 'unknown' });
    recorder.reset();
    expect(recorder.last).toBeNull();
  });

  it('keeps template and recording calls', async () => {
    await voice.createTemplateCall({ phone: '0901888484', templateId: 484, variables: ['Trung', '20000'] });
    expect(recorder.last).toMatchObject({
      kind: 'template',
      sourceId: '484',
      variables: ['Trung', '20000'],
      content: '',
    });
    await voice.createRecordingCall({ phone: '0901888484', recordingId: '1234', requestId: 'r-1' });
    expect(recorder.last).toMatchObject({ kind: 'recording', sourceId: '1234', requestId: 'r-1', variables: [] });
  });

  it('takes a question for no call, and answers it without what is planned for one', async () => {
    const { callId } = await voice.createOtpCall({ phone: '0901888484', content: '686868' });
    recorder.refuseNext('103');
    expect(await voice.getBalance()).toMatchObject({ balance: 1_000_000 });
    expect(await voice.getCallStatus({ callId: callId! })).toMatchObject({ known: false });
    expect(await allOf(voice.listSentCalls({ from: new Date(0), to: new Date(1) }))).toEqual([]);
    expect(recorder.calls).toHaveLength(1);
    expect(recorder.lastContent('+84 901 888 484')).toBe('686868');
    await expect(voice.createOtpCall({ phone: '0901888484', content: '1' })).rejects.toMatchObject({
      gatewayCode: '103',
    });
  });
});

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
