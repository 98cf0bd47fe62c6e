import { IsOptional, ValidateBy } from 'class-validator';
import { IsCallPhone } from '../calls/call-field.decorators.js';
import { codeProblem } from './check-request.js';
import { purposeProblem } from './purpose.js';

/** The body of a start: the number, and what the code is for. Address and user come from the server, not from a body. */
export class StartVerificationDto {
  /** A Vietnamese mobile number in any usual spelling. */
  @IsCallPhone()
  phone!: string;

  /** What the code is for, such as `login`: 1 to 40 characters of `A-Z a-z 0-9 . _ : -`. A code of one purpose is none of another. */
  @IsOptional()
  @HasNoProblem(purposeProblem)
  purpose?: string;
}

/** The body of a check: the code as it was typed. */
export class CheckVerificationDto {
  /** The digits, as they were typed. */
  @HasNoProblem(codeProblem)
  code!: string;
}

/** A class-validator decorator of one rule: its message is the rule's own. */
function HasNoProblem(problemOf: (value: unknown) => string | null): PropertyDecorator {
  return ValidateBy({
    name: 'esmsVerificationRule',
    validator: {
      validate: (value) => problemOf(value) === null,
      defaultMessage: (args) => problemOf(args?.value) ?? '',
    },
  });
}
