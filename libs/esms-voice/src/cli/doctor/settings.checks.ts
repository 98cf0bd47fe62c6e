import type { SettingsReading } from '../settings/read-settings.js';
import { failed, info, passed, warning, type CheckResult } from './check-result.js';

/** Names each setting that is missing or wrong, with the line that makes it. */
export function checkSettings({ options, problems }: SettingsReading): CheckResult[] {
  const isWithoutCallbacks = options.callback?.publicUrl === 'none';
  const counted = problems.filter(
    ({ setting, isMissing }) => !isWithoutCallbacks || !isMissing || setting !== 'CALLBACK_KEYS',
  );
  const results = counted.map(({ setting, isMissing, message, line }) =>
    failed('settings', isMissing ? 'setting-missing' : 'setting-wrong', `${setting} ${message}.`, line),
  );
  if (results.length === 0) results.push(passed('settings', 'Each of them is well-formed.'));
  if (isWithoutCallbacks) results.push(info('settings', NO_CALLBACKS));
  return options.dataKeys || !options.callback?.keys
    ? results
    : [...results, warning('settings', 'setting-derived', DERIVED, MAKE_DATA_KEYS)];
}

const NO_CALLBACKS = 'PUBLIC_URL is none: no CallbackUrl is sent, and calls are settled by asking.';
const DERIVED =
  'DATA_KEYS is not set: the data keys are derived from the first of CALLBACK_KEYS, and rotating that one resets hashes.';
const MAKE_DATA_KEYS = 'export DATA_KEYS="$(npx nestjs-esms-voice key --id d1)"';
