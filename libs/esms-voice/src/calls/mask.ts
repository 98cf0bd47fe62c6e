const SHOWN_HEAD = 3;
const SHOWN_TAIL = 3;

/** Hides the middle of a phone number: `0901888484` becomes `090****484`; a short one is hidden whole. */
export function maskPhone(phone: string): string {
  if (phone.length < SHOWN_HEAD + SHOWN_TAIL + 2) return '*'.repeat(phone.length);
  const hidden = '*'.repeat(phone.length - SHOWN_HEAD - SHOWN_TAIL);
  return phone.slice(0, SHOWN_HEAD) + hidden + phone.slice(-SHOWN_TAIL);
}
