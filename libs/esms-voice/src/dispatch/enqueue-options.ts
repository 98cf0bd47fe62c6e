import type { CallKind } from '../calls/call-state.js';
import { refuseProblems } from '../calls/page-limit.js';
import { parseSendAt } from '../calls/send-date.js';

/** Which calls go first; a number is a place of one's own, 0 to 1,000,000, lower ones first. */
export type DispatchPriority = 'otp' | 'normal' | 'campaign' | number;

/** How calls are queued; `null` and `undefined` count as absent. */
export interface EnqueueOptions {
  /** No attempt starts earlier. A `Date` or ISO 8601 text with a zone, at most 31 days ahead. @default at once */
  notBefore?: Date | string | null | undefined;
  /** `otp` is 0, `normal` 100, `campaign` 200. @default `otp` for calls of that kind, else `normal` */
  priority?: DispatchPriority | null | undefined;
  /** Calls whose progress is counted together; 1 to 50 characters of `A-Z a-z 0-9 . _ ~ -`. */
  group?: string | null | undefined;
  /**
   * No attempt starts later: the call is `rejected`/`expired` then. A `Date` or ISO 8601 text with a zone, at most 31 days
   * ahead. @default the option `deadlineMs` after `notBefore`, or from now
   */
  deadline?: Date | string | null | undefined;
}

/** The same, read. */
export interface ReadEnqueueOptions {
  readonly notBefore: Date | null;
  readonly deadlineAt: Date;
  readonly group: string | null;
  /** `null`: by the kind of each call. */
  readonly priority: DispatchPriority | null;
  /** The trace of whoever queues the calls. */
  readonly traceparent?: string | null;
}

const MAX_PRIORITY = 1_000_000;
const PLACES: Readonly<Record<string, number>> = { otp: 0, normal: 100, campaign: 200 };
const GROUP = /^[A-Za-z0-9._~-]{1,50}$/;
const FIELDS = ['notBefore', 'priority', 'group', 'deadline'];
const MAX_AHEAD_MS = 31 * 24 * 60 * 60 * 1000;

/** @throws InvalidInputError that names every problem. */
export function readEnqueueOptions(options: EnqueueOptions, deadlineMs: number, now: Date): ReadEnqueueOptions {
  refuseProblems(optionProblems(options, now));
  const notBefore = parseSendAt(options.notBefore);
  const deadlineAt = parseSendAt(options.deadline) ?? new Date(startsFrom(notBefore, now) + deadlineMs);
  return { notBefore, deadlineAt, group: options.group ?? null, priority: options.priority ?? null };
}

/** Every problem of the options; empty where they are good. */
export function optionProblems(options: EnqueueOptions, now: Date): string[] {
  const [notBefore, deadlineAt] = [parseSendAt(options.notBefore), parseSendAt(options.deadline)];
  const from = startsFrom(notBefore, now);
  return [
    ...unknownFields(options),
    ...(options.notBefore != null && !isSoon(notBefore, now) ? [`notBefore ${DATE_RULE}`] : []),
    ...(options.deadline != null && !isSoon(deadlineAt, now) ? [`deadline ${DATE_RULE}`] : []),
    ...(deadlineAt && deadlineAt.getTime() <= from ? ['deadline must be in the future, and after notBefore'] : []),
    ...priorityProblems(options.priority),
    ...groupProblems(options.group),
  ];
}

/** The place of a call among those that wait; lower ones go first. */
export const placeOf = (priority: DispatchPriority | null, kind: CallKind): number => {
  const place = priority ?? (kind === 'otp' ? 'otp' : 'normal');
  return typeof place === 'number' ? place : PLACES[place]!;
};

const startsFrom = (notBefore: Date | null, now: Date): number => Math.max(now.getTime(), notBefore?.getTime() ?? 0);

const DATE_RULE = 'must be a date with a zone (ISO 8601), at most 31 days ahead';

const isSoon = (date: Date | null, now: Date): boolean =>
  date !== null && date.getTime() - now.getTime() <= MAX_AHEAD_MS;

const unknownFields = (options: EnqueueOptions): string[] =>
  Object.keys(options)
    .filter((name) => !FIELDS.includes(name))
    .map(() => `options must be ${FIELDS.join(', ')} alone`)
    .slice(0, 1);

function priorityProblems(priority: EnqueueOptions['priority']): string[] {
  if (priority == null || Object.hasOwn(PLACES, priority)) return [];
  const isPlace = Number.isSafeInteger(priority) && (priority as number) >= 0 && (priority as number) <= MAX_PRIORITY;
  return isPlace ? [] : [`priority must be otp, normal, campaign, or a whole number from 0 to ${MAX_PRIORITY}`];
}

const groupProblems = (group: EnqueueOptions['group']): string[] =>
  group == null || isGroup(group) ? [] : [`group ${GROUP_RULE}`];

/** What the name of a group, or the id of a batch, must be. */
export const GROUP_RULE = 'must be 1 to 50 characters of A-Z a-z 0-9 . _ ~ -';

/** Whether a group may have this name. */
export const isGroup = (group: unknown): boolean => typeof group === 'string' && GROUP.test(group);
