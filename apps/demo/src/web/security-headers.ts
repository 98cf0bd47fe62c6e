import type { SecurityHeadersOptions } from '@nestjs/common';

const SELF = "'self'";
const NONE = "'none'";

/**
 * Headers of every answer: nothing of a page comes from elsewhere, and no other page may hold ours. There are no CORS
 * headers at all, so that pages of other origins read nothing.
 */
export const SECURITY_HEADERS: SecurityHeadersOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: NONE,
      scriptSrc: SELF,
      styleSrc: SELF,
      imgSrc: [SELF, 'data:'],
      fontSrc: SELF,
      connectSrc: SELF,
      baseUri: NONE,
      formAction: NONE,
      frameAncestors: NONE,
    },
  },
  xFrameOptions: { action: 'deny' },
};
