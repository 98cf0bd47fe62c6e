import { DAY, HOUR, MINUTE } from '../../support/verification-host.js';

/** Limits that a run is long enough to reach. */
export const RULES = {
  maxGuesses: 5,
  lifetimeMs: 3 * MINUTE,
  cooldownsMs: [MINUTE, 2 * MINUTE, 5 * MINUTE],
  limits: { numberHour: { max: 3 }, numberDay: { max: 5 }, numberFailures: { max: 8 }, ip: null },
};

export type Lane = 'unproved' | 'proved';

/** Who asks, and what for; `null`: nobody who is known. Each purpose is of one user, so that it is told who proved the number. */
export interface Caller {
  readonly purpose: string;
  readonly userId: string | null;
}

/** What the outside knows of a verification. */
export interface Known {
  readonly verificationId: string;
  readonly caller: Caller;
  readonly lane: Lane;
  readonly requestIds: string[];
  /** Codes that were heard, the latest last; only that one is good. */
  readonly heard: string[];
  expiresAt: number;
  /** A call that was not placed may have opened a window with a code that nobody heard. */
  mayBeReopened: boolean;
  rungAt: number;
  /** `lost`: it was approved, and the answer was lost. */
  end: 'none' | 'approved' | 'cancelled' | 'lost';
  /** Answers that say that a code was compared and wrong. */
  wrong: number;
  /** Wrong codes that may have been compared. */
  maybeWrong: number;
}

interface LaneHistory {
  rings: number[];
  /** When a right code was taken last. */
  approvedAt: number;
  /** Wrong codes since then that may have been compared. */
  maybeFailures: number;
  /** Calls may be counted that never rang: they were not taken back, or an answer was lost. */
  isOverCounted: boolean;
}

const newLane = (): LaneHistory => ({ rings: [], approvedAt: 0, maybeFailures: 0, isOverCounted: false });

/** All that was rung, heard and answered for one number: kept by the test, by its own rules. */
export class History {
  private readonly byId = new Map<string, Known>();
  readonly lanes: Record<Lane, LaneHistory> = { unproved: newLane(), proved: newLane() };
  private readonly provedUsers = new Set<string>();
  /** Codes that were typed for the number: one that a failed start left behind may have met them before it was known. */
  private typedByNumber = 0;

  constructor(readonly phone: string) {}

  get all(): readonly Known[] {
    return [...this.byId.values()];
  }

  /** One of those that are known; `null` where none is. */
  pick(index: number): Known | null {
    return this.all[index % this.all.length] ?? null;
  }

  laneOf(userId: string | null): Lane {
    return userId !== null && this.provedUsers.has(userId) ? 'proved' : 'unproved';
  }

  /** The verification that a start answered with; a new one where it was not known. */
  answered(verificationId: string, caller: Caller): Known {
    const lane = this.laneOf(caller.userId);
    const known = this.byId.get(verificationId) ?? newKnown(verificationId, caller, lane, this.typedByNumber);
    this.byId.set(verificationId, known);
    must(known.lane === lane && known.caller.purpose === caller.purpose, 'a start gives nobody what is of another');
    must(known.end === 'none', 'a start never gives a verification that is over');
    return known;
  }

  /** The phone rang. */
  rang(lane: Lane, now: number): void {
    const { rings, approvedAt } = this.lanes[lane];
    const { limits, cooldownsMs } = RULES;
    must(within(rings, HOUR, now).length < limits.numberHour.max, 'it rings no more often than the limit of an hour');
    must(within(rings, DAY, now).length < limits.numberDay.max, 'it rings no more often than the limit of a day');
    const recent = within(rings, HOUR, now).filter((at) => at > approvedAt);
    const pause = cooldownsMs[Math.min(recent.length, cooldownsMs.length) - 1] ?? 0;
    must(recent.length === 0 || now >= recent.at(-1)! + pause, 'it never rings inside a pause');
    rings.push(now);
  }

  /** A right code was taken. */
  approved({ lane }: Known, userId: string | null, now: number): void {
    Object.assign(this.lanes[lane], { approvedAt: now, maybeFailures: 0 });
    if (userId !== null) this.provedUsers.add(userId);
  }

  /** A wrong code may have been compared with whatever is under way for the number. */
  maybeFailedByNumber(): void {
    this.typedByNumber += 1;
    for (const known of this.all) this.maybeFailed(known);
  }

  /** A wrong code may have been compared. */
  maybeFailed(known: Known): void {
    known.maybeWrong += 1;
    this.lanes[known.lane].maybeFailures += 1;
  }

  /** Whether the code that was heard last must be taken now. */
  mustApprove(known: Known, now: number): boolean {
    const isOpen = known.end === 'none' && known.heard.length > 0 && now < known.expiresAt;
    const { maybeFailures } = this.lanes[known.lane];
    return isOpen && known.maybeWrong < RULES.maxGuesses && maybeFailures < RULES.limits.numberFailures.max;
  }

  /** `null` where it cannot be told from outside. */
  callsLeft(lane: Lane, now: number): number | null {
    const { rings, isOverCounted } = this.lanes[lane];
    const { numberHour, numberDay } = RULES.limits;
    const left = [numberHour.max - within(rings, HOUR, now).length, numberDay.max - within(rings, DAY, now).length];
    return isOverCounted ? null : Math.min(...left);
  }
}

/** @throws Error that names the promise that was broken. */
export function must(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new Error(`Broken: ${promise}.`);
}

/** Verifications are forgotten a day after their last call. */
export const maybeForgotten = ({ rungAt }: Known, now: number): boolean => now >= rungAt + DAY;

const within = (rings: readonly number[], span: number, now: number): number[] => rings.filter((at) => at > now - span);

const newKnown = (verificationId: string, caller: Caller, lane: Lane, maybeWrong: number): Known => ({
  verificationId,
  caller,
  lane,
  requestIds: [],
  heard: [],
  expiresAt: 0,
  mayBeReopened: false,
  rungAt: 0,
  end: 'none',
  wrong: 0,
  maybeWrong,
});
