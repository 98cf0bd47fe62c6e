/** The code in what a call spoke: digits apart, such as `6, 8, 6, 8, 6, 8`, said twice. */
export function spokenCode(content: string): string {
  const digits = /\d(?:, \d)+/.exec(content)?.[0];
  if (digits === undefined) throw new Error('No code was spoken.');
  return digits.replaceAll(', ', '');
}
