const PURPOSE = /^[A-Za-z0-9._:-]{1,40}$/;

/** Whether the text may name what a code is for, such as `login`. */
export const isPurpose = (text: unknown): text is string => typeof text === 'string' && PURPOSE.test(text);

/** What is wrong with a purpose; `null`: nothing. @param purposes those that there are; `null`: any. */
export function purposeProblem(purpose: unknown, purposes: ReadonlyMap<string, string> | null = null): string | null {
  if (!isPurpose(purpose)) return 'purpose must be 1 to 40 characters of A-Z a-z 0-9 . _ : -';
  return purposes && !purposes.has(purpose) ? `purpose must be one of ${[...purposes.keys()].join(', ')}` : null;
}
