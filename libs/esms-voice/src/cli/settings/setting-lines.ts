/** A line for the shell that makes each setting. */
export const SETTING_LINES = {
  ESMS_API_KEY: "export ESMS_API_KEY='…'      # ApiKey, on the page of your eSMS.vn account",
  ESMS_SECRET_KEY: "export ESMS_SECRET_KEY='…'   # SecretKey, on the page of your eSMS.vn account",
  ESMS_REST_URL: 'unset ESMS_REST_URL          # or https://rest.esms.vn/MainService.svc/json',
  ESMS_VOICE_URL: 'unset ESMS_VOICE_URL         # or https://voiceapi.esms.vn/MainService.svc/json',
  ESMS_SANDBOX: 'export ESMS_SANDBOX=false    # or true: the gateway checks calls and rings nobody',
  ESMS_TIMEOUT_MS: 'unset ESMS_TIMEOUT_MS        # 10000',
  ESMS_DEADLINE_MS: 'unset ESMS_DEADLINE_MS       # 30000',
  ESMS_MAX_ATTEMPTS: 'unset ESMS_MAX_ATTEMPTS      # 3',
  PUBLIC_URL: 'export PUBLIC_URL=https://otp.example.com   # where the gateway reaches you, or: none',
  CALLBACK_KEYS: 'export CALLBACK_KEYS="$(npx nestjs-esms-voice key)"',
  DATA_KEYS: 'export DATA_KEYS="$(npx nestjs-esms-voice key --id d1)"',
} as const;

/** A variable of the environment that the commands read. */
export type SettingName = keyof typeof SETTING_LINES;
