import { InvalidInputError } from 'nestjs-esms-voice';

/** `Idempotency-Key` is another name for `requestId`: both may be given where they agree. */
export function oneRequestId(requestId: string | undefined, idempotencyKey: string | undefined): string | null {
  if (requestId != null && idempotencyKey != null && requestId !== idempotencyKey) {
    throw new InvalidInputError(['requestId and the header Idempotency-Key must be the same where both are given']);
  }
  return requestId ?? idempotencyKey ?? null;
}
