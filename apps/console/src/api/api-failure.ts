/** The body that every error of the API has. */
interface FailureBody {
  readonly message?: string | readonly string[];
  readonly code?: string;
  readonly requestId?: string;
  readonly state?: string;
}

/** The code of a failure that no answer came to. */
export const UNREACHABLE = 'UNREACHABLE';

/** An answer that is no success; status 0 where there was none. `problems` are the API's own words. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  private constructor(
    readonly status: number,
    readonly code: string,
    readonly problems: readonly string[],
    readonly requestId: string | null,
    readonly retryAfterSeconds: number | null,
  ) {
    super(`${code} (${status})`);
  }

  static ofAnswer(status: number, body: FailureBody, retryAfter: string | null): ApiFailure {
    const { message = `HTTP ${status}`, code = 'ERROR', requestId = null } = body;
    const problems = typeof message === 'string' ? [message] : message;
    return new ApiFailure(status, code, problems, requestId, retryAfter === null ? null : Number(retryAfter));
  }

  static unreachable(): ApiFailure {
    return new ApiFailure(0, UNREACHABLE, [], null, null);
  }

  /** Whether the call may have been placed all the same: asking again is safe under the same request id alone. */
  get leavesDoubt(): boolean {
    return this.status === 0 || this.status === 500 || this.status === 504;
  }
}
