/**
 * A database that failed, told without what it said: messages of Postgres and of Drizzle quote rows and parameters, and
 * with them hashes and ids. It has no cause for the same reason.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  /** @param code the SQLSTATE, or the system's code where the server was not reached. */
  constructor(
    readonly code: string,
    table: string | null,
  ) {
    super(table === null ? `database: ${code}` : `database: ${code} at ${table}`);
  }
}

/** Runs a question to the database, and tells a failure as a {@link DatabaseError}. */
export async function atDatabase<T>(table: string | null, question: () => PromiseLike<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw new DatabaseError(codeOf(error), table);
  }
}

/** A time limit of the client has no code, and a host of several addresses gives one error for all of them. */
function codeOf(error: unknown): string {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && SQLSTATE.test(code)) return `SQLSTATE_${code}`;
  if (typeof code === 'string' && SYSTEM_CODE.test(code)) return code;
  return cause === undefined ? 'NO_ANSWER' : codeOf(cause);
}

const SQLSTATE = /^[0-9A-Z]{5}$/;
const SYSTEM_CODE = /^E[A-Z_]{3,30}$/;
