import type {
  CallbackFaultRule,
  EarlyReportRule,
  FaultPlan,
  FaultRule,
  RuleLimits,
  SpoiltReportRule,
} from './fault-plan.js';
import { planProblems } from './fault-plan-rules.js';
import { CALL_KINDS, type SimulatedRequestKind } from './request-kind.js';
import { newCallId, SeededRandom } from './seeded-random.js';

/** What a rule can be matched with. */
export interface RuleSubject {
  readonly phone: string;
  /** Empty or null where the request brought none. */
  readonly requestId: string | null;
}

/** A request as the rules see it. */
export interface RequestSubject extends RuleSubject {
  readonly kind: SimulatedRequestKind;
  /** The how-manyth with its request id, from 1. */
  readonly attempt: number;
  /** The id of the call placed before, on any request. */
  readonly previousCallId: string | null;
}

interface Armed<Rule> {
  readonly rule: Rule;
  fired: number;
}

/** The fault plan in force, and how often each of its rules has fired. */
export class FaultBook {
  private random: SeededRandom;
  private requests: readonly Armed<FaultRule>[] = [];
  private connections: readonly Armed<FaultRule>[] = [];
  private early: readonly Armed<EarlyReportRule>[] = [];
  private reports: readonly Armed<SpoiltReportRule>[] = [];

  constructor(private readonly defaultSeed: number) {
    this.random = new SeededRandom(defaultSeed);
  }

  /** @throws Error that names every problem; the plan in force then stays */
  set(plan: FaultPlan): void {
    const problems = planProblems(plan);
    if (problems.length > 0) throw new Error(`Invalid fault plan: ${problems.join('; ')}`);
    const { rules = [], callbackRules = [], seed = this.defaultSeed } = structuredClone(plan);
    this.random = new SeededRandom(seed);
    this.connections = arm(rules.filter(isForConnections));
    this.requests = arm(rules.filter((rule) => !isForConnections(rule)));
    this.early = arm(callbackRules.filter((rule) => rule.fault === 'before-reply'));
    this.reports = arm(callbackRules.filter((rule) => rule.fault !== 'before-reply'));
  }

  clear(): void {
    this.set({ rules: [] });
  }

  /** Whether new connections need to be asked about at all. */
  get watchesConnections(): boolean {
    return this.connections.length > 0;
  }

  /** Whether a new connection is to be reset. */
  resetsConnection(): boolean {
    return this.fire(this.connections, () => true) !== undefined;
  }

  /** The rule that fires for a request, if any. */
  ruleForRequest(subject: RequestSubject): FaultRule | undefined {
    return this.fire(this.requests, (rule) => fitsRequest(rule, subject));
  }

  /** Whether the call is to be reported before its request is answered. */
  reportsEarly(subject: RuleSubject): boolean {
    return this.fire(this.early, (rule) => fitsCall(rule, subject)) !== undefined;
  }

  /** The rule that fires for a report, if any. */
  ruleForReport(subject: RuleSubject): SpoiltReportRule | undefined {
    return this.fire(this.reports, (rule) => fitsCall(rule, subject));
  }

  /** An id that belongs to no call. */
  madeUpCallId(): string {
    return newCallId(this.random);
  }

  private fire<Rule extends RuleLimits>(
    armed: readonly Armed<Rule>[],
    fits: (rule: Rule) => boolean,
  ): Rule | undefined {
    const found = armed.find(({ rule, fired }) => {
      return fired < (rule.times ?? Infinity) && fits(rule) && this.random.chance(rule.probability ?? 1);
    });
    if (found) found.fired += 1;
    return found?.rule;
  }
}

function arm<Rule>(rules: readonly Rule[]): Armed<Rule>[] {
  return rules.map((rule) => ({ rule, fired: 0 }));
}

function isForConnections({ fault }: FaultRule): boolean {
  return fault.kind === 'reset' && fault.beforeReading === true;
}

function fitsRequest(rule: FaultRule, subject: RequestSubject): boolean {
  const { attempt, fault, kind = CALL_KINDS } = rule;
  if (fault.kind === 'duplicate-call-id' && subject.previousCallId === null) return false;
  if (![kind].flat().includes(subject.kind)) return false;
  const fitsAttempt = attempt === undefined || [attempt].flat().includes(subject.attempt);
  return fitsAttempt && fitsCall(rule, subject);
}

function fitsCall(rule: FaultRule | CallbackFaultRule, { phone, requestId }: RuleSubject): boolean {
  const { phone: ending = '', requestId: wanted = requestId } = rule;
  return phone.endsWith(ending) && requestId === wanted;
}
