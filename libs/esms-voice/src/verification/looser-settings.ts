import { countCodes } from './domain/code.js';
import type { VerificationPreset } from './presets.js';
import type { ResolvedVerificationOptions } from './resolved-verification-options.js';

/** What of the settings is looser than the norms. */
export function findLooserSettings(options: ResolvedVerificationOptions, preset: VerificationPreset): string[] {
  const { rules, shape, saysPurpose } = options;
  const { maxFailures } = preset;
  const looser = [
    rules.lifetimeMs > preset.maxLifetimeMs && `lifetimeMs: must be at most ${preset.maxLifetimeMs}`,
    countCodes(shape) < preset.minCodes && `digits: must leave at least ${preset.minCodes} codes (earSafe takes some)`,
    maxFailures !== null &&
      (rules.failures.max > maxFailures || rules.failures.recordOnly) &&
      `limits.numberFailures: must refuse after at most ${maxFailures}`,
    preset.saysPurpose && !saysPurpose && 'purposes: must have words for each purpose, and content must say them',
  ];
  return looser.filter((problem) => problem !== false).map((problem) => `${problem} (preset ${preset.name})`);
}
