import { IsOptional } from 'class-validator';
import { followsRule, IsCallPhone, IsRequestId, IsSendAt } from './call-field.decorators.js';
import type { CallRules } from './call-rules.js';
import { RECORDING_CALL_CHECKS } from './recording-call.js';

/** Makes a DTO class for the body of a recording call under other rules than the default ones. */
export function RecordingCallDto(rules: Partial<CallRules> = {}) {
  class RuledRecordingCallDto {
    @IsCallPhone(rules)
    phone!: string;

    @followsRule(RECORDING_CALL_CHECKS.recordingId)
    recordingId!: string | number;

    @IsOptional()
    @followsRule(RECORDING_CALL_CHECKS.forwardTo, rules)
    forwardTo?: string;

    @IsOptional()
    @followsRule(RECORDING_CALL_CHECKS.maxRepeat)
    maxRepeat?: number;

    @IsOptional()
    @followsRule(RECORDING_CALL_CHECKS.maxRetry)
    maxRetry?: number;

    @IsOptional()
    @followsRule(RECORDING_CALL_CHECKS.retryWaitSeconds)
    retryWaitSeconds?: number;

    @IsOptional()
    @followsRule(RECORDING_CALL_CHECKS.ivrKey)
    ivrKey?: string | number;

    @IsOptional()
    @followsRule(RECORDING_CALL_CHECKS.ivrWaitSeconds)
    ivrWaitSeconds?: number;

    @IsOptional()
    @IsRequestId()
    requestId?: string;

    @IsOptional()
    @IsSendAt()
    sendAt?: Date | string;
  }
  return RuledRecordingCallDto;
}

/** The body of a recording call, for a controller with Nest's `ValidationPipe`; the rules are the service's own. */
export class CreateRecordingCallDto extends RecordingCallDto() {}
