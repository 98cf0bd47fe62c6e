const SEND_DATE = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1_000;

/** Reads a date of the rest host, `yyyy-MM-dd HH:mm:ss` in UTC+7; milliseconds since 1970, or undefined. */
export function parseSendDate(text: string): number | undefined {
  const fields = SEND_DATE.exec(text)?.slice(1);
  if (!fields) return undefined;
  const [year, month, ...rest] = fields.map(Number) as [number, number, number, number, number, number];
  const asIfUtc = Date.UTC(year, month - 1, ...rest);
  return isSameDate(asIfUtc, text) ? asIfUtc - VIETNAM_OFFSET_MS : undefined;
}

/** Reads a date of the voice host, `yyyy/MM/dd HH:mm:ss` in UTC+7; milliseconds since 1970, or undefined. */
export function parseSlashedSendDate(text: string): number | undefined {
  return text.includes('-') ? undefined : parseSendDate(text.replaceAll('/', '-'));
}

// 30 February and 25:00 roll over in Date.UTC: a date that exists reads back as it was written.
function isSameDate(asIfUtc: number, text: string): boolean {
  return new Date(asIfUtc).toISOString().slice(0, 19).replace('T', ' ') === text;
}
