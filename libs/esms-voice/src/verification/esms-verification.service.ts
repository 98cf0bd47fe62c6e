import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { Observable, Subscription } from 'rxjs';
import { EsmsVoiceOptionsError, InvalidInputError } from '../errors/errors.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';
import { prefixOf, readCallablePhone } from './callable-phone.js';
import {
  readCode,
  readReference,
  type CheckVerificationInput,
  type VerificationReferenceInput,
} from './check-request.js';
import type { CheckResult } from './domain/decide-check.js';
import { describeGuessingOdds } from './domain/guessing-odds.js';
import type { Verification } from './domain/verification.js';
import { findCall } from './find-call.js';
import { PolicyNews } from './policy-news.js';
import { VERIFICATION_MODULE } from './resolve-verification-options.js';
import type { ResolvedVerificationOptions } from './resolved-verification-options.js';
import type { StartVerificationInput } from './start-request.js';
import type { FoundVerification } from './stores/verification-store.js';
import { VerificationEvents, type VerificationEvent } from './verification-event.js';
import { callsOf, mergeTimelines, type VerificationExplanation } from './verification-explanation.js';
import { isVerificationId } from './verification-keys.js';
import { attemptsLeft, toStanding, type VerificationStanding } from './verification-standing.js';
import { VerificationStart, type StartedVerification } from './verification-start.js';

/** What a check came to; `not-found` once it is approved, cancelled, forgotten or was never there. */
export interface CheckedVerification {
  /** `pending`: the code was wrong. */
  readonly status: 'approved' | 'pending' | 'expired' | 'locked' | 'not-found';
  readonly attemptsLeft: number;
}

interface VerificationParts {
  readonly options: ResolvedVerificationOptions;
  readonly voice: EsmsVoiceService;
  readonly news: PolicyNews;
  readonly starts: VerificationStart;
}

const NOT_FOUND: CheckedVerification = { status: 'not-found', attemptsLeft: 0 };
const logger = new Logger('EsmsVerification');

/** Shows that somebody holds a phone: rings it, speaks a code, and takes the code once. */
@Injectable()
export class EsmsVerificationService implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  // Functions, so that the keys stay out of `util.inspect`; hard private fields would break under a Proxy.
  private readonly options: () => ResolvedVerificationOptions;
  private parts: () => VerificationParts = () => {
    throw new EsmsVoiceOptionsError(
      ['verification begins once the application has been initialised'],
      VERIFICATION_MODULE,
    );
  };
  private readonly stream = new VerificationEvents();
  private listening: Subscription | null = null;

  /** @internal The module makes it. */
  constructor(
    options: ResolvedVerificationOptions,
    private readonly findVoice: () => Promise<EsmsVoiceService>,
  ) {
    this.options = () => options;
  }

  /** Nest calls it. Finds the account that rings, once all modules have made theirs. */
  async onModuleInit(): Promise<void> {
    const options = this.options();
    const voice = await this.findVoice();
    const news = new PolicyNews(options.policies, options.store.counters);
    const starts = new VerificationStart(options, voice, this.stream);
    this.parts = () => ({ options, voice, news, starts });
  }

  /** What happens to verifications in this process: hot, and delivered after whoever caused it was answered. */
  get events(): Observable<VerificationEvent> {
    return this.stream.stream;
  }

  /** Test numbers that have not expired; for a health check. */
  get testNumberCount(): number {
    const { testNumbers, clock } = this.options();
    return testNumbers.filter(({ expiresAt }) => clock() < expiresAt).length;
  }

  /** Asks the store about a verification that is not there; for a health check. @throws VerificationUnavailableError */
  async pingStore(): Promise<void> {
    const { keys, store, clock } = this.options();
    await store.find(keys.newId(keys.tagOf('')), clock());
  }

  /**
   * Rings a number and speaks a code, or tells to wait for the call that is under way: a second start within the pause rings
   * nobody. Ringing again speaks the same code while its window lasts, and never gives guesses back.
   * @throws InvalidInputError, VerificationLimitedError (a limit or a policy), VerificationUnavailableError (the store), and
   * what `createOtpCall` throws where nothing rings
   */
  async start(input: StartVerificationInput): Promise<StartedVerification> {
    return this.parts().starts.start(input);
  }

  /**
   * Compares a code: a guess is claimed first, so that of many at once only as many as are left are compared, and one right
   * one wins.
   * @throws InvalidInputError where it is no code, VerificationUnavailableError: nothing was approved
   */
  async check(input: CheckVerificationInput): Promise<CheckedVerification> {
    const options = this.options();
    const { keys, rules, store } = options;
    const code = readCode((Object(input) as CheckVerificationInput).code);
    const reference = readReference(input, options);
    if (!reference) return NOT_FOUND;
    const now = options.clock();
    const proofsOf = (tag: string): string[] => keys.proofsOf(tag, code);
    const { result, verification } = await store.check({ reference, proofsOf, now, rules });
    if (!verification || result === 'not-found') return NOT_FOUND;
    this.stream.tell(result, verification, now);
    if (result === 'approved') this.tellApproval(verification);
    return { status: statusOf(result), attemptsLeft: result === 'locked' ? 0 : attemptsLeft(verification, rules) };
  }

  /** Ends a verification: its code is good for nothing any more. Whether there was one that had not ended. */
  async cancel(reference: VerificationReferenceInput): Promise<boolean> {
    const options = this.options();
    const found = readReference(reference, options);
    const now = options.clock();
    const verification = found && (await options.store.cancel(found, now));
    if (verification) this.stream.tell('cancelled', verification, now);
    return verification !== null;
  }

  /** How a verification stands, and what became of its latest call; `null` where there is none with this id. */
  async find(verificationId: string): Promise<VerificationStanding | null> {
    const found = await this.findStored(verificationId);
    return found && this.standingOf(found);
  }

  /** The same, and how it came to that: decisions with the rule that fired, calls, reports and checks, all masked. */
  async explain(verificationId: string): Promise<VerificationExplanation | null> {
    const found = await this.findStored(verificationId);
    if (!found) return null;
    const { voice } = this.parts();
    const calls = await Promise.all(callsOf(found.timeline).map((id) => voice.getCall(id).catch(() => null)));
    const timeline = mergeTimelines(
      found.timeline,
      calls.filter((call) => call !== null),
    );
    return { ...(await this.standingOf(found)), timeline };
  }

  /**
   * Forgets the wrong codes of a number, such as after its owner showed in another way who they are.
   * @throws InvalidInputError
   */
  async unblock(phone: string): Promise<void> {
    const { keys, store, phones } = this.options();
    const read = readCallablePhone(phone, phones);
    if (read.problem !== null) throw new InvalidInputError([read.problem]);
    await Promise.all(keys.tagsOf(read.phone).map((tag) => store.forgive(tag)));
  }

  /** Nest calls it. Says how good the chances of guessing are, and begins to tell policies of calls. */
  onApplicationBootstrap(): void {
    const { options, voice, news } = this.parts();
    const { callsPerDay, maxGuesses } = options.rules;
    const codesPerDay = callsPerDay.recordOnly ? Infinity : callsPerDay.max;
    logger.log(`Guessing: ${describeGuessingOdds({ ...options.shape, maxGuesses, codesPerDay })}.`);
    const count = this.testNumberCount;
    if (count > 0)
      logger.warn(`${count} test numbers are verified by codes that are written down; they are never rung.`);
    this.listening = news.listenTo(voice.events);
  }

  /** Nest calls it. */
  onApplicationShutdown(): void {
    this.listening?.unsubscribe();
    this.stream.close();
  }

  private async findStored(verificationId: string): Promise<FoundVerification | null> {
    const { store, clock } = this.options();
    return isVerificationId(verificationId) ? store.find(verificationId, clock()) : null;
  }

  private async standingOf({ verification, lane }: FoundVerification): Promise<VerificationStanding> {
    const { options, voice } = this.parts();
    const call = await findCall(voice, verification.requestId);
    return toStanding(verification, lane, call, options.clock(), options.rules);
  }

  private tellApproval({ id, phone, purpose, calledAt }: Verification): void {
    this.parts().news.approved({ verificationId: id, prefix: prefixOf(phone), purpose, calledAt });
  }
}

const statusOf = (result: Exclude<CheckResult, 'not-found'>): CheckedVerification['status'] =>
  result === 'wrong' ? 'pending' : result;
