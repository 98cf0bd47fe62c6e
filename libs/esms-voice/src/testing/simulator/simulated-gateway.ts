import { outcomeOf, type Refusal } from './call-outcome.js';
import { CallbackReporter } from './callback-reporter.js';
import { balanceKnown, balanceRefused, otpAccepted, otpRefused, type ReplyBody } from './gateway-replies.js';
import { parseJsonObject, textField } from './json-body.js';
import { Ledger } from './ledger.js';
import type { CallRequest } from './ledger-entry.js';
import { decodeOtpRequest, type OtpRequest } from './otp-request.js';
import { type AccountFacts, canUseRequestId, isSandbox, refusalOfOtp, UNREADABLE, WRONG_KEYS } from './otp-rules.js';
import { RequestIdWindow } from './request-id-window.js';
import { Ringer } from './ringer.js';
import { newCallId, SeededRandom } from './seeded-random.js';
import { parseSendDate } from './send-date.js';
import { SimulatedAccount } from './simulated-account.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

/** The gateway behind the wire: decides on requests and keeps what follows from them, all in memory. */
export class SimulatedGateway {
  readonly account: SimulatedAccount;
  readonly ledger: Ledger;
  private readonly usedIds = new RequestIdWindow();
  private readonly random: SeededRandom;
  private readonly reporter: CallbackReporter;
  private readonly ringer: Ringer;

  constructor(private readonly options: ResolvedSimulatorOptions) {
    this.account = new SimulatedAccount(options);
    this.ledger = new Ledger(options.maxCalls);
    this.random = new SeededRandom(options.seed);
    this.reporter = new CallbackReporter(options);
    const { account, ledger, reporter, random } = this;
    this.ringer = new Ringer({ options, account, ledger, reporter, random });
  }

  /** Answers the body of an OTP call (contract, section 1). */
  placeOtpCall(body: string): ReplyBody {
    const request = decodeOtpRequest(body);
    if (!request) return otpRefused(UNREADABLE);
    const refusal = refusalOfOtp(request, this.facts());
    if (refusal) return this.refuse(request, refusal);
    return isSandbox(request) ? this.acceptSandbox(request) : this.accept(request);
  }

  /** Answers the body of a question for the balance (contract, section 3). */
  tellBalance(body: string): ReplyBody {
    const keys = decodeKeys(body);
    if (!keys) return balanceRefused(UNREADABLE);
    const isOwner = this.account.owns(keys.apiKey, keys.secretKey);
    return isOwner ? balanceKnown(this.account.balance) : balanceRefused(WRONG_KEYS);
  }

  /** Ends every call and callback under way, and forgets all but the clock and the position in the random numbers. */
  reset(): void {
    this.halt();
    this.usedIds.clear();
    this.ledger.clear();
    this.account.reset();
  }

  /** Ends every call and callback under way; the ledger stays readable. */
  halt(): void {
    this.ringer.cancelAll();
    this.reporter.cancelAll();
  }

  private get now(): number {
    return this.options.clock.now();
  }

  private facts(): AccountFacts {
    return {
      owns: (apiKey, secretKey) => this.account.owns(apiKey, secretKey),
      hasUsed: (requestId) => this.usedIds.has(requestId, this.now),
      canPay: () => this.account.canPay(),
    };
  }

  private refuse(request: OtpRequest, refusal: Refusal): ReplyBody {
    const { refusedUsesRequestId } = this.options.switches;
    if (refusedUsesRequestId && canUseRequestId(refusal) && !isSandbox(request)) this.useUp(request);
    this.ledger.noteUnplaced(callRequestOf(request), null, 'refused', this.now);
    return otpRefused(refusal);
  }

  private acceptSandbox(request: OtpRequest): ReplyBody {
    const callId = newCallId(this.random);
    this.ledger.noteUnplaced(callRequestOf(request), callId, 'sandbox', this.now);
    return otpAccepted(callId);
  }

  private accept(request: OtpRequest): ReplyBody {
    const { now } = this;
    const callId = newCallId(this.random);
    const dialAt = Math.max(now, parseSendDate(request.sendDate) ?? now);
    const call = callRequestOf(request);
    const entry = this.ledger.notePlaced(call, callId, dialAt > now ? 'scheduled' : 'accepted', now);
    this.useUp(request);
    this.account.charge();
    const { requestId, phone } = call;
    const family = this.options.switches.otpReportFamily;
    const { callbackUrl } = request;
    this.ringer.ring({ entry, callId, requestId, phone, outcome: outcomeOf(phone), dialAt, callbackUrl, family });
    return otpAccepted(callId);
  }

  private useUp({ requestId }: OtpRequest): void {
    if (requestId !== '') this.usedIds.remember(requestId, this.now);
  }
}

function callRequestOf(request: OtpRequest): CallRequest {
  const { phone, content, requestId } = request;
  return { requestId: requestId || null, phone, kind: 'otp', content, sandbox: isSandbox(request) };
}

function decodeKeys(body: string): { apiKey: string; secretKey: string } | undefined {
  const fields = parseJsonObject(body);
  if (!fields) return undefined;
  try {
    return { apiKey: textField(fields, 'ApiKey'), secretKey: textField(fields, 'SecretKey') };
  } catch {
    return undefined;
  }
}
