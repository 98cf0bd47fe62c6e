import { maskPhone } from '../calls/mask.js';
import type { CreateOtpCallInput } from '../calls/otp-call.js';
import { newRequestId } from '../calls/request-id.js';
import type { EsmsVoiceOptions } from '../module/esms-voice-options.js';
import { defineCommand } from './command.js';
import { EXIT } from './exit-code.js';
import { ACCOUNT_OPTION, PATH_OPTION } from './option-specs.js';
import { webhookRoute } from './option-values.js';
import { GATEWAY_SETTINGS, requireSettings } from './settings/read-settings.js';
import type { SettingName } from './settings/setting-lines.js';
import { UsageError } from './usage.error.js';

const CALLBACK_SETTINGS: readonly SettingName[] = ['PUBLIC_URL', 'CALLBACK_KEYS'];
const CODE = /^\d{4,10}$/;

export const call = defineCommand({
  about: [
    'Places one OTP call: it rings the phone and costs money, unless ESMS_REST_URL leads to the simulator.',
    'The call carries a CallbackUrl where PUBLIC_URL and CALLBACK_KEYS are set. After exit code 5 the same command with the',
    'same --request-id is safe for 23 hours: the gateway refuses an id that it has met.',
  ],
  reads: [...GATEWAY_SETTINGS, ...CALLBACK_SETTINGS],
  options: {
    phone: { value: 'NUMBER', about: 'a Vietnamese mobile number, in any usual spelling', isRequired: true },
    code: { value: 'DIGITS', about: '4 to 10 digits, spoken as they are; this or --content' },
    content: { value: 'TEXT', about: 'what is spoken' },
    'request-id': { value: 'ID', about: 'one id rings once (a new one)' },
    sandbox: { about: 'ask the gateway to check the call alone; nobody promises that it silences a voice call' },
    path: PATH_OPTION,
    account: ACCOUNT_OPTION,
  },
  async run({ options: given, output, around }) {
    const input = toInput(given);
    const path = webhookRoute(given.path);
    const options = readOptions(around.env);
    const extras = { webhook: { path, mount: false }, ...(given.account && { name: given.account }) };
    const { withVoice } = await import('./with-voice.js');
    const placing = withVoice(options, extras, (voice) => voice.createOtpCall(input));
    const placed = await output.progress(`placing the call ${input.requestId}`, placing);
    const phone = maskPhone(input.phone);
    const isSandbox = given.sandbox ?? options.sandbox ?? false;
    const willReport = options.callback !== undefined && !isSandbox;
    output.print({ ...placed, phone, willReport }, [
      `State:      ${placed.state}`,
      `Request id: ${placed.requestId}`,
      `Call id:    ${placed.callId ?? 'not known yet'}`,
      whatFollows(willReport, isSandbox, placed.callId),
    ]);
    return EXIT.ok;
  },
});

interface CallOptions {
  readonly phone?: string;
  readonly code?: string;
  readonly content?: string;
  readonly 'request-id'?: string;
  readonly sandbox?: true;
}

function toInput({ phone = '', code, content, sandbox, ...given }: CallOptions): CreateOtpCallInput {
  if ((code === undefined) === (content === undefined)) throw new UsageError(['give either --code or --content']);
  if (code !== undefined && !CODE.test(code)) throw new UsageError(['--code must be 4 to 10 digits']);
  return {
    phone,
    content: code ?? content!,
    requestId: given['request-id'] ?? newRequestId(),
    sandbox: sandbox ?? null,
  };
}

/** The callback's two settings count where either is set: half of them is a mistake. */
function readOptions(env: Readonly<Record<string, string | undefined>>): EsmsVoiceOptions {
  const reports = CALLBACK_SETTINGS.some((name) => env[name]?.trim()) && env['PUBLIC_URL']?.trim() !== 'none';
  const needed = reports ? [...GATEWAY_SETTINGS, ...CALLBACK_SETTINGS] : GATEWAY_SETTINGS;
  const { callback, dataKeys: _, ...options } = requireSettings(env, needed);
  return reports ? { ...options, callback } : options;
}

function whatFollows(willReport: boolean, isSandbox: boolean, callId: string | null): string {
  if (isSandbox) return 'Sandbox: the gateway checked the call; nothing is reported.';
  if (willReport) return 'The gateway will report the call to PUBLIC_URL.';
  return `No CallbackUrl was sent; ask with: status --call-id ${callId ?? '…'}`;
}
