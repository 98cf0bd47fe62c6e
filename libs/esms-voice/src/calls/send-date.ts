/** Vietnam keeps UTC+7 all year (contract, section 1). */
const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1000;

/** How far ahead a call may be scheduled. */
export const SEND_AT_MAX_DAYS = 31;

const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Reads a `Date` or an ISO 8601 text with a zone; `null` for anything else, impossible dates included. */
export function parseSendAt(value: unknown): Date | null {
  const date = value instanceof Date ? value : parseIso(value);
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

/** The moment in Vietnam time, `yyyy-MM-dd HH:mm:ss`, or with slashes as the voice host wants it. */
export function formatSendDate(date: Date, separator: '-' | '/' = '-'): string {
  const text = new Date(date.getTime() + VIETNAM_OFFSET_MS).toISOString();
  return `${text.slice(0, 10).replaceAll('-', separator)} ${text.slice(11, 19)}`;
}

function parseIso(value: unknown): Date | null {
  if (typeof value !== 'string' || !ISO_WITH_ZONE.test(value)) return null;
  return isCalendarDay(value.slice(0, 10)) ? new Date(value) : null;
}

/** `Date` rolls 30 February over to March: a day that does not come back as it was is none. */
function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
