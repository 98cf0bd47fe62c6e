import { SetMetadata } from '@nestjs/common';

/** Metadata key of {@link Public}. */
export const IS_PUBLIC = 'esms-voice-demo:public';

/** Lets a controller or a route past {@link AccessGuard}. */
export const Public = () => SetMetadata(IS_PUBLIC, true);
