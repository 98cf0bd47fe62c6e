import { IsOptional } from 'class-validator';
import {
  followsRule,
  IsCallContent,
  IsCallPhone,
  IsCampaignId,
  IsRequestId,
  IsSendAt,
} from './call-field.decorators.js';
import type { CallRules } from './call-rules.js';
import { OTP_CALL_CHECKS } from './otp-call.js';

/**
 * Makes a DTO class for the body of an OTP call under other rules than the default ones:
 * `class MyDto extends OtpCallDto({ maxContentLength: 200 }) {}`.
 */
export function OtpCallDto(rules: Partial<CallRules> = {}) {
  class RuledOtpCallDto {
    @IsCallPhone(rules)
    phone!: string;

    @IsCallContent(rules)
    content!: string;

    @IsOptional()
    @IsRequestId()
    requestId?: string;

    @IsOptional()
    @IsCampaignId()
    campaignId?: string;

    @IsOptional()
    @followsRule(OTP_CALL_CHECKS.isUnicode)
    isUnicode?: boolean;

    @IsOptional()
    @followsRule(OTP_CALL_CHECKS.sandbox)
    sandbox?: boolean;

    @IsOptional()
    @IsSendAt()
    sendAt?: Date | string;
  }
  return RuledOtpCallDto;
}

/** The body of an OTP call, for a controller with Nest's `ValidationPipe`; the rules are the service's own. */
export class CreateOtpCallDto extends OtpCallDto() {}
