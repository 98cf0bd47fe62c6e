/** A day of Vietnam, `2026-06-15`. */
export type Day = string;

/** Vietnam is seven hours ahead of UTC all year round, wherever this process runs. */
const ZONE = '+07:00';
const ZONE_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** From when until when people may be called on this day: 08:00 to 17:00. */
export const callingHoursOn = (day: Day): { opens: Date; closes: Date } => ({
  opens: new Date(`${day}T08:00:00${ZONE}`),
  closes: new Date(`${day}T17:00:00${ZONE}`),
});

/** The day that it is in Vietnam. */
export const dayOf = (now: Date): Day => toDay(now.getTime() + ZONE_MS);

export const daysAfter = (day: Day, count: number): Day => toDay(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS);

const toDay = (time: number): Day => new Date(time).toISOString().slice(0, 10);
