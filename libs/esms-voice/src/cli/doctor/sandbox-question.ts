/** What the person is asked before a sandbox call. */
export const SANDBOX_QUESTION =
  'A sandbox call checks the price list and the number. Nobody promises that the phone stays silent. Place it?';
