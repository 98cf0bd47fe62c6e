/** Why a check did not pass; a stable word for machines. */
export type Cause =
  | 'setting-missing'
  | 'setting-wrong'
  | 'setting-derived'
  | 'wrong-key'
  | 'ip-blocked'
  | 'balance-empty'
  | 'balance-low'
  | 'no-price-list'
  | 'account-locked'
  | 'gateway-refused'
  | 'gateway-down'
  | 'dns-failing'
  | 'clock-off'
  | 'callback-unreachable'
  | 'callback-loopback'
  | 'callback-other-application'
  | 'callback-keys-differ'
  | 'callback-blocked'
  | 'callback-redirected'
  | 'callback-store-down';

/** What a check found. */
export interface CheckResult {
  readonly check: string;
  /** `warning` and `info` fail nothing; `skipped`: it could not be asked. */
  readonly verdict: 'ok' | 'failed' | 'warning' | 'skipped' | 'info';
  readonly cause: Cause | null;
  readonly message: string;
  /** What to do about it. */
  readonly advice: string | null;
}

/** A check that passed. */
export const passed = (check: string, message: string): CheckResult => plain(check, 'ok', message);

/** A check that another problem stands in the way of, or that nobody asked for. */
export const skipped = (check: string, message: string): CheckResult => plain(check, 'skipped', message);

/** Something to know. */
export const info = (check: string, message: string): CheckResult => plain(check, 'info', message);

/** A check that found something wrong. */
export const failed = (check: string, cause: Cause, message: string, advice: string): CheckResult => ({
  check,
  verdict: 'failed',
  cause,
  message,
  advice,
});

/** The same where calls are placed all the same. */
export const warning = (...found: Parameters<typeof failed>): CheckResult => ({
  ...failed(...found),
  verdict: 'warning',
});

const plain = (check: string, verdict: CheckResult['verdict'], message: string): CheckResult => ({
  check,
  verdict,
  cause: null,
  message,
  advice: null,
});
