/** Base of the gateway's REST host (contract, section 1). */
export const DEFAULT_REST_URL = 'https://rest.esms.vn/MainService.svc/json';

/** Places an OTP call on the REST host. The gateway's own samples end with the slash. */
export const OTP_CALL_PATH = '/SendMultipleMessage_V4_post_json/';
