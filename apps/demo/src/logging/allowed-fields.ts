/** The only fields that a log line may have beside its level, time and message. Whatever else is given is dropped. */
const ALLOWED = [
  'context',
  'method',
  'route',
  'status',
  'ms',
  'requestId',
  'trace_id',
  'state',
  'reason',
  'code',
] as const;

type Field = (typeof ALLOWED)[number];

/** What a line may be given. */
export type LogFields = Readonly<Partial<Record<Field, string | number | null | undefined>>>;

const MAX_LENGTH = 100;

/** Keeps the fields that are allowed, where they hold a text or a number; a text is cut at the length of an id. */
export function allowedFields(given: object): Record<string, string | number> {
  const fields = new Map<string, unknown>(Object.entries(given));
  const kept: Record<string, string | number> = {};
  for (const name of ALLOWED) {
    const value = fields.get(name);
    if (typeof value === 'number') kept[name] = value;
    if (typeof value === 'string') kept[name] = value.slice(0, MAX_LENGTH);
  }
  return kept;
}
