import type { RouteAnswer } from './documented-route.js';

const told = (description: string): RouteAnswer => ({ description, schema: 'Error' });

/** Every error that a route may answer, by status, with the codes that come with it. */
export const ERROR_ANSWERS: Readonly<Record<number, RouteAnswer>> = {
  400: told('INVALID_INPUT: every problem is named.'),
  401: told('UNAUTHORIZED: x-api-key is missing or wrong.'),
  403: told('FORBIDDEN: without DEMO_API_KEY only loopback may call. CALLBACK_FORBIDDEN: the token is no good.'),
  404: told('NOT_FOUND, CALL_NOT_FOUND, VERIFICATION_NOT_FOUND: there is no such thing.'),
  409: told('DUPLICATE_REQUEST: this id was used before; state tells where its call stands.'),
  413: told('PAYLOAD_TOO_LARGE: the body is too large.'),
  415: told('UNSUPPORTED_MEDIA_TYPE: the body is no JSON.'),
  422: told('GATEWAY_REFUSED: the gateway refused this request (99, 104, 106, 108, 118, 163).'),
  429: told('TOO_MANY_REQUESTS, or a limit of verification: Retry-After tells when to come again.'),
  502: told('GATEWAY_REFUSED: the gateway answered another code.'),
  503: told(
    'Cannot call now, and no phone rang: GATEWAY_REFUSED, GATEWAY_UNREACHABLE, JOURNAL_UNAVAILABLE, … Retry-After.',
  ),
  504: told('OUTCOME_UNKNOWN: nobody can say whether it rang; repeating with the same requestId is safe.'),
};

/** Errors of every route. */
export const COMMON_ERRORS = [429];
/** Of those that want the key. */
export const KEY_ERRORS = [401, 403];
