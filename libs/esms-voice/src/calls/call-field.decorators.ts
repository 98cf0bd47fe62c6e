import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { DEFAULT_CALL_RULES, type CallRules, type FieldCheck } from './call-rules.js';
import { OTP_CALL_CHECKS } from './otp-call.js';
import { parsePhone } from './phone-number.js';
import { parseSendAt } from './send-date.js';

/** `phone`: any usual spelling; with a transforming pipe the controller sees the national form. */
export function IsCallPhone(rules?: Partial<CallRules>): PropertyDecorator {
  return both(followsRule(OTP_CALL_CHECKS.phone, rules), transform(toNationalPhone(rules)));
}

/** `content`: a text that is not empty, at most 500 characters unless the rules say otherwise. */
export const IsCallContent = (rules?: Partial<CallRules>): PropertyDecorator =>
  followsRule(OTP_CALL_CHECKS.content, rules);

/** `requestId`: 1 to 50 characters of `A-Z a-z 0-9 . _ ~ -`, or absent. */
export const IsRequestId = (): PropertyDecorator => followsRule(OTP_CALL_CHECKS.requestId);

/** `campaignId`: 1 to 254 characters, or absent. */
export const IsCampaignId = (): PropertyDecorator => followsRule(OTP_CALL_CHECKS.campaignId);

/** `sendAt`: a date with a zone, in the future, at most 31 days ahead, or absent; a pipe makes it a `Date`. */
export const IsSendAt = (): PropertyDecorator =>
  both(
    followsRule(OTP_CALL_CHECKS.sendAt),
    transform((value) => parseSendAt(value) ?? value),
  );

/** A class-validator decorator of one check: its message is the check's own. */
export function followsRule(check: FieldCheck, rules?: Partial<CallRules>): PropertyDecorator {
  const effective = withDefaults(rules);
  return ValidateBy({
    name: 'esmsCallRule',
    validator: {
      validate: (value) => check(value, effective) === null,
      defaultMessage: (args) => check(args?.value, effective) ?? '',
    },
  });
}

function toNationalPhone(rules?: Partial<CallRules>): (value: unknown) => unknown {
  const effective = withDefaults(rules);
  return (value) => (typeof value === 'string' ? (parsePhone(value, effective).phone ?? value) : value);
}

const transform = (change: (value: unknown) => unknown): PropertyDecorator =>
  Transform(({ value }) => change(value), { toClassOnly: true });

const both =
  (first: PropertyDecorator, second: PropertyDecorator): PropertyDecorator =>
  (target, key) => {
    first(target, key);
    second(target, key);
  };

const withDefaults = (rules?: Partial<CallRules>): CallRules => ({
  landlines: rules?.landlines ?? DEFAULT_CALL_RULES.landlines,
  foreign: rules?.foreign ?? DEFAULT_CALL_RULES.foreign,
  maxContentLength: rules?.maxContentLength ?? DEFAULT_CALL_RULES.maxContentLength,
});
