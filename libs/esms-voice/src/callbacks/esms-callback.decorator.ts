import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { findOn, type VerifiedCallback } from './verified-callback.js';

/** Hands a controller the {@link VerifiedCallback} that {@link EsmsCallbackGuard} let through. */
export const EsmsCallback = createParamDecorator((_: unknown, context: ExecutionContext): VerifiedCallback => {
  const callback = findOn(context.switchToHttp().getRequest<object>());
  if (!callback) throw new Error('@EsmsCallback() needs @UseGuards(EsmsCallbackGuard) on the same route.');
  return callback;
});
