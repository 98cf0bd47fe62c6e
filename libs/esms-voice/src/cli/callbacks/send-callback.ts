const LIMIT_MS = 10_000;

/** Fetches a callback URL as the gateway does; resolves to the HTTP status, 0 where no answer came. */
export async function sendCallback(url: string): Promise<number> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(LIMIT_MS) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
