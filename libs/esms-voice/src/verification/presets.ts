/** Norms of somebody else that settings may not be looser than; a setting that is fails at boot. */
export interface VerificationPreset {
  readonly name: string;
  /** Longest life of a code, in milliseconds. */
  readonly maxLifetimeMs: number;
  /** Fewest codes that there must be. */
  readonly minCodes: number;
  /** Most wrong codes of a number until a right one; they must be refused, not only recorded. */
  readonly maxFailures: number | null;
  /** The call must say what the code is for. */
  readonly saysPurpose: boolean;
  /** Where the norm is written. */
  readonly source: string;
}

/** Banks in Vietnam: a code that is spoken lives 3 minutes at most, and the call says what it is for. */
export const SBV_50_2024: VerificationPreset = Object.freeze({
  name: 'sbv-50-2024',
  maxLifetimeMs: 180_000,
  minCodes: 1_000_000,
  maxFailures: null,
  saysPurpose: true,
  source: 'State Bank of Vietnam, Circular 50/2024/TT-NHNN',
});

/** Out-of-band authenticators at AAL2: at least 6 digits, at most 10 minutes, at most 100 failures in a row. */
export const NIST_AAL2: VerificationPreset = Object.freeze({
  name: 'nist-aal2',
  maxLifetimeMs: 600_000,
  minCodes: 1_000_000,
  maxFailures: 100,
  saysPurpose: false,
  source: 'NIST SP 800-63B-4',
});
