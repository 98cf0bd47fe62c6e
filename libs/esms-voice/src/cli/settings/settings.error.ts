/** What is wrong with one environment variable; never its value. */
export interface SettingProblem {
  readonly setting: string;
  readonly isMissing: boolean;
  readonly message: string;
  /** A line for the shell that sets it. */
  readonly line: string;
}

/** Settings that a command cannot do without are missing or wrong. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly SettingProblem[]) {
    super(problems.map(({ setting, message }) => `${setting} ${message}`).join('; '));
    this.name = 'SettingsError';
  }
}
