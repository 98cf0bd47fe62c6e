import type { CodeShape } from './domain/code.js';
import type { Bound } from './domain/number-limits.js';
import type { VerificationRules } from './domain/verification-rules.js';
import type { CallPolicy } from './call-policy.js';
import type { ReadTestNumber } from './test-numbers.js';
import type { VerificationKeys } from './verification-keys.js';
import type { CodeContent } from './verification-options.js';
import type { VerificationStore } from './stores/verification-store.js';

/** A bound that is wider than a number. */
export interface WideLimit extends Bound {
  readonly scope: WideScope;
  readonly windowMs: number;
}

export type WideScope = 'ip' | 'user' | 'prefix' | 'global';

/** The options with their defaults, checked. */
export interface ResolvedVerificationOptions {
  readonly rules: VerificationRules;
  readonly shape: CodeShape;
  readonly wideLimits: readonly WideLimit[];
  readonly phones: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  /** `null`: the module's own sentence. */
  readonly content: CodeContent | null;
  /** Words by purpose; `null`: any purpose, none said. */
  readonly purposes: ReadonlyMap<string, string> | null;
  readonly saysPurpose: boolean;
  /** The preset has every call say it, whatever content `start` is given. */
  readonly mustSayPurpose: boolean;
  readonly policies: readonly CallPolicy[];
  readonly testNumbers: readonly ReadTestNumber[];
  readonly store: VerificationStore;
  readonly keys: VerificationKeys;
  readonly clock: () => number;
}
