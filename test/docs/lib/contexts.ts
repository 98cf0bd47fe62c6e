/**
 * What a page's fragments stand in. A block that imports something is a whole module and gets nothing; any other block is
 * a fragment, and these lines are put behind it: what the page's prose says is there.
 */
export const CONTEXTS: Readonly<Record<string, string>> = {
  'README.md': readme(),
  'README.vi.md': readme(),
  'docs/callbacks.md': `
import { Controller, Get, Injectable, UseGuards } from '@nestjs/common';
import { EsmsCallback, EsmsCallbackGuard, EsmsCallbacks, OnCallEvent } from 'nestjs-esms-voice';
import type { CallEvent, VerifiedCallback } from 'nestjs-esms-voice';
`,
  'docs/calls.md': `
import { otpSentence, type EsmsVoiceService } from 'nestjs-esms-voice';
declare const voice: EsmsVoiceService;
declare const phone: string;
`,
  'docs/errors.md': `
import { explainGatewayCode, GatewayRefusedError, OutcomeUnknownError, type EsmsVoiceService } from 'nestjs-esms-voice';
declare const voice: EsmsVoiceService;
declare const [phone, content, requestId]: [string, string, string];
`,
  'docs/options.md': `
declare class ConfigModule {}
declare class ConfigService {
  get(name: string): string | undefined;
  getOrThrow(name: string): string;
}
import { EsmsVoiceModule, namedKeys, type EsmsVoiceOptions } from 'nestjs-esms-voice';
`,
  'docs/testing.md': `
import type { EsmsVerificationService } from 'nestjs-esms-voice/verification';
declare const verification: EsmsVerificationService;
import type { TestingModule } from '@nestjs/testing';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';
import { EsmsRecorder, EsmsSimulator, signTestCallback, smsReport } from 'nestjs-esms-voice/testing';
declare const module: TestingModule;
declare const [url, requestId, callId, phone]: [string, string, string, string];
declare const key: { id: string; secret: string };
`,
  'docs/verification.md': `
import { EsmsVerificationModule, pumpingBreaker, spendCeiling } from 'nestjs-esms-voice/verification';
declare const isOnOurBlocklist: (phone: string) => boolean;
`,
};

function readme(): string {
  return `
import { Controller, Get, UseGuards } from '@nestjs/common';
import { EsmsCallback, EsmsCallbackGuard, EsmsCallbacks, type VerifiedCallback } from 'nestjs-esms-voice';
import type { EsmsDispatcher, QueueableCall } from 'nestjs-esms-voice/dispatch';
import type { EsmsVerificationService } from 'nestjs-esms-voice/verification';
declare const verification: EsmsVerificationService;
declare const dispatcher: EsmsDispatcher;
declare const calls: QueueableCall[];
declare const [phone, content, code, ip]: [string, string, string, string];
`;
}
