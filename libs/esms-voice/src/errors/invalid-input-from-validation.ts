import type { ValidationError } from 'class-validator';
import { unknownField } from '../calls/read-fields.js';
import { InvalidInputError } from './errors.js';

/**
 * For Nest's `ValidationPipe`, so that a bad body is answered like any other bad input:
 * `new ValidationPipe({ transform: true, exceptionFactory: invalidInputFromValidation })`.
 */
export function invalidInputFromValidation(errors: readonly ValidationError[]): InvalidInputError {
  return new InvalidInputError(errors.flatMap((error) => problemsOf(error, '')));
}

function problemsOf(error: ValidationError, parent: string): string[] {
  const { whitelistValidation, ...constraints } = error.constraints ?? {};
  const messages = whitelistValidation === undefined ? [] : [unknownField(error.property)];
  const own = [...messages, ...Object.values(constraints)].map((message) => parent + message);
  const path = `${parent}${error.property}.`;
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, path))];
}
