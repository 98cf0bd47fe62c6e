/**
 * What a page's fragments stand in. A block that imports something is a whole module and gets nothing; any other block is
 * a fragment, and these lines are put behind it: what the page's prose says is there.
 */
export const CONTEXTS: Readonly<Record<string, string>> = {
  'README.md': `
import { Controller, Get, UseGuards } from '@nestjs/common';
import { EsmsCallback, EsmsCallbackGuard, EsmsCallbacks, type VerifiedCallback } from 'nestjs-esms-voice';
import type { EsmsDispatcher, QueueableCall } from 'nestjs-esms-voice/dispatch';
import type { EsmsVerificationService } from 'nestjs-esms-voice/verification';
declare const verification: EsmsVerificationService;
declare const dispatcher: EsmsDispatcher;
declare const calls: QueueableCall[];
declare const [phone, content, code, ip]: string[];
`,
};
