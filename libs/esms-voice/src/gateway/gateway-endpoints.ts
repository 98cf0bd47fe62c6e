/** Base of the gateway's REST host (contract, section 1). */
export const DEFAULT_REST_URL = 'https://rest.esms.vn/MainService.svc/json';

/** Base of the host of template and recording calls (contract, section 2). */
export const DEFAULT_VOICE_URL = 'https://voiceapi.esms.vn/MainService.svc/json';

/** Places an OTP call on the REST host. The gateway's own samples end with the slash. */
export const OTP_CALL_PATH = '/SendMultipleMessage_V4_post_json/';

/** Places a call from a template, on the voice host. */
export const TEMPLATE_CALL_PATH = '/MakeCallTemplate_V2';

/** Places a call from a recording, on the voice host. */
export const RECORDING_CALL_PATH = '/MakeCallRecord_V2';

/** What became of a call: one name on both hosts, with another parameter and another reply on each. */
export const STATUS_PATH = '/GetSendStatus';

/** The REST host's word on each number of a call. */
export const RECEIVERS_PATH = '/GetSmsReceiverStatus_get';

/** The REST host's list of what was sent between two dates. */
export const SENT_CALLS_PATH = '/GetSmsSentData_V2';

/** The account's balance, on the REST host. */
export const BALANCE_PATH = '/GetBalance_json';

/** Where the functions of the two hosts are. */
export interface GatewayHosts {
  readonly restUrl: string;
  readonly voiceUrl: string;
}
