import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import * as library from '../index.js';

it('exports these names and no others', () => {
  expect(Object.keys(library).toSorted()).toEqual([
    'CALL_STATES',
    'CallNotFoundError',
    'CallNotSentError',
    'CreateOtpCallDto',
    'DEFAULT_MAX_CALLS',
    'DuplicateRequestError',
    'EsmsCallback',
    'EsmsCallbackGuard',
    'EsmsCallbacks',
    'EsmsVoiceError',
    'EsmsVoiceExceptionFilter',
    'EsmsVoiceModule',
    'EsmsVoiceOptionsError',
    'EsmsVoiceService',
    'GatewayRefusedError',
    'GatewayUnreachableError',
    'InMemoryCallJournal',
    'InjectEsmsVoice',
    'InvalidInputError',
    'IsCallContent',
    'IsCallPhone',
    'IsCampaignId',
    'IsRequestId',
    'IsSendAt',
    'JournalFullError',
    'JournalUnavailableError',
    'OnCallEvent',
    'OtpCallDto',
    'OutcomeUnknownError',
    'explainGatewayCode',
    'getEsmsVoiceToken',
    'invalidInputFromValidation',
    'maskPhone',
    'parseCallback',
    'signCallbackUrl',
    'toHttpError',
  ]);
});
