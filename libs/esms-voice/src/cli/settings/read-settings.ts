import type { NamedKey } from '../../journal/data-keys.js';
import type { EsmsCallbackOptions, EsmsVoiceOptions } from '../../module/esms-voice-options.js';
import { namedKeys } from '../../module/named-keys.js';
import { findOptionProblems } from '../../module/option-rules.js';
import { SETTING_LINES, type SettingName } from './setting-lines.js';
import { SettingsError, type SettingProblem } from './settings.error.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** The settings of the environment as the module's options, and what is wrong with them. */
export interface SettingsReading {
  /** What is wrong has its value all the same: use it only after {@link requireSettings}. */
  readonly options: EsmsVoiceOptions;
  readonly problems: readonly SettingProblem[];
}

/** What each option is called in the environment. */
const SETTING_OF: Readonly<Record<string, SettingName>> = {
  apiKey: 'ESMS_API_KEY',
  secretKey: 'ESMS_SECRET_KEY',
  restUrl: 'ESMS_REST_URL',
  voiceUrl: 'ESMS_VOICE_URL',
  sandbox: 'ESMS_SANDBOX',
  timeoutMs: 'ESMS_TIMEOUT_MS',
  deadlineMs: 'ESMS_DEADLINE_MS',
  maxAttempts: 'ESMS_MAX_ATTEMPTS',
  'callback.publicUrl': 'PUBLIC_URL',
  'callback.keys': 'CALLBACK_KEYS',
  dataKeys: 'DATA_KEYS',
};

/** What talking to the gateway needs. */
export const GATEWAY_SETTINGS: readonly SettingName[] = [
  'ESMS_API_KEY',
  'ESMS_SECRET_KEY',
  'ESMS_REST_URL',
  'ESMS_VOICE_URL',
  'ESMS_SANDBOX',
  'ESMS_TIMEOUT_MS',
  'ESMS_DEADLINE_MS',
  'ESMS_MAX_ATTEMPTS',
];

/** Reads the environment; the rules are those of the module's options. */
export function readSettings(variables: Variables): SettingsReading {
  const text = (name: SettingName): string | undefined => variables[name]?.trim() || undefined;
  const callback = { publicUrl: text('PUBLIC_URL'), keys: readKeys(text('CALLBACK_KEYS')) };
  const options = {
    apiKey: text('ESMS_API_KEY'),
    secretKey: text('ESMS_SECRET_KEY'),
    restUrl: text('ESMS_REST_URL'),
    voiceUrl: text('ESMS_VOICE_URL'),
    sandbox: readFlag(text('ESMS_SANDBOX')),
    timeoutMs: readNumber(text('ESMS_TIMEOUT_MS')),
    deadlineMs: readNumber(text('ESMS_DEADLINE_MS')),
    maxAttempts: readNumber(text('ESMS_MAX_ATTEMPTS')),
    callback: callback as EsmsCallbackOptions,
    dataKeys: readKeys(text('DATA_KEYS')),
  } as EsmsVoiceOptions;
  // The path is an option of the command line, which checks it.
  const found = findOptionProblems(options, { path: 'checked/elsewhere' });
  return { options, problems: found.map((problem) => toSettingProblem(problem, text)) };
}

/**
 * The options, where none of these settings has a problem.
 * @throws SettingsError
 */
export function requireSettings(variables: Variables, names: readonly SettingName[]): EsmsVoiceOptions {
  const { options, problems } = readSettings(variables);
  const ours = problems.filter(({ setting }) => names.includes(setting as SettingName));
  if (ours.length > 0) throw new SettingsError(ours);
  return options;
}

/** `apiKey: must be …` in the words of the environment. */
function toSettingProblem(problem: string, text: (name: SettingName) => string | undefined): SettingProblem {
  const [option = '', ...rule] = problem.split(': ');
  const setting = SETTING_OF[option]!;
  const isMissing = text(setting) === undefined;
  return { setting, isMissing, message: isMissing ? 'is missing' : rule.join(': '), line: SETTING_LINES[setting] };
}

/**
 * CALLBACK_KEYS; `null` where it is not set.
 * @throws SettingsError
 */
export function readKeySetting(variables: Variables): readonly NamedKey[] | null {
  if (!variables['CALLBACK_KEYS']?.trim()) return null;
  return requireSettings(variables, ['CALLBACK_KEYS']).callback!.keys;
}

const readKeys = (text: string | undefined): NamedKey[] | undefined =>
  text === undefined ? undefined : namedKeys(text);

function readFlag(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  if (/^(1|true)$/i.test(text)) return true;
  return /^(0|false)$/i.test(text) ? false : text;
}

const readNumber = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
