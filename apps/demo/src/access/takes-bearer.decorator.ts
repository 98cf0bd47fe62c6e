import { SetMetadata } from '@nestjs/common';

/** Metadata key of {@link TakesBearer}. */
export const IS_BEARER = 'esms-voice-demo:bearer';

/** Takes `DEMO_API_KEY` as `Authorization: Bearer` too, beside `x-api-key`. */
export const TakesBearer = () => SetMetadata(IS_BEARER, true);
