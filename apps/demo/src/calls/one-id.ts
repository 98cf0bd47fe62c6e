import { InvalidInputError } from 'nestjs-esms-voice';

/** `Idempotency-Key` is another name for an id of the body: both may be given where they agree. @param name of the field */
export function oneId(name: string, id: string | null | undefined, idempotencyKey: string | undefined): string | null {
  if (id != null && idempotencyKey != null && id !== idempotencyKey) {
    throw new InvalidInputError([`${name} and the header Idempotency-Key must be the same where both are given`]);
  }
  return id ?? idempotencyKey ?? null;
}
