/** The program was called wrongly. Its message never repeats a value: people paste keys and numbers. */
export class UsageError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
    this.name = 'UsageError';
  }
}
