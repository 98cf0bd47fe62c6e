import { IsOptional } from 'class-validator';
import { followsRule, IsCallPhone, IsRequestId, IsSendAt } from './call-field.decorators.js';
import type { CallRules } from './call-rules.js';
import { TEMPLATE_CALL_CHECKS, type TemplateVoice } from './template-call.js';

/** Makes a DTO class for the body of a template call under other rules than the default ones. */
export function TemplateCallDto(rules: Partial<CallRules> = {}) {
  class RuledTemplateCallDto {
    @IsCallPhone(rules)
    phone!: string;

    @followsRule(TEMPLATE_CALL_CHECKS.templateId)
    templateId!: string | number;

    @IsOptional()
    @followsRule(TEMPLATE_CALL_CHECKS.variables, rules)
    variables?: string[];

    @IsOptional()
    @followsRule(TEMPLATE_CALL_CHECKS.voice)
    voice?: TemplateVoice;

    @IsOptional()
    @followsRule(TEMPLATE_CALL_CHECKS.speed)
    speed?: number;

    @IsOptional()
    @IsRequestId()
    requestId?: string;

    @IsOptional()
    @IsSendAt()
    sendAt?: Date | string;
  }
  return RuledTemplateCallDto;
}

/** The body of a template call, for a controller with Nest's `ValidationPipe`; the rules are the service's own. */
export class CreateTemplateCallDto extends TemplateCallDto() {}
