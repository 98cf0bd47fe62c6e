import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { toVerificationCall, type VerificationCall } from './verification-standing.js';

/** How a verification's call stands; a journal that fails is no reason not to tell the rest. */
export const findCall = async (voice: EsmsVoiceService, requestId: string): Promise<VerificationCall> =>
  toVerificationCall(requestId, await voice.getCall(requestId).catch(() => null));
