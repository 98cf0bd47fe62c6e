import type { FailedQuestion, GatewayQuestions } from './gateway-questions.js';
import { SENT_CALLS_PAGE_SIZE, type SentCallRow, type SentCallsPage, type TimeWindow } from './sent-calls.wire.js';

/** The rows of one page of the list, or why it did not come. */
export type SentCallRows = { readonly kind: 'found'; readonly rows: readonly SentCallRow[] } | FailedQuestion;

/** A gateway that hands out the same page for ever must not be listed for ever. */
const MAX_PAGES = 10_000;

/**
 * Reads the list of a window page by page, as the pages are taken; it ends with the last page, or with the first that
 * does not come. While calls are being sent the pages shift, and a row may come twice.
 * @param turn resolves when one more question may be asked.
 */
export async function* sentCallPages(
  questions: GatewayQuestions,
  { from, to }: TimeWindow,
  turn: () => Promise<void> = atOnce,
): AsyncGenerator<SentCallRows> {
  let read = 0;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    await turn();
    const finding = await questions.sentCalls({ from, to, page });
    if (finding.kind !== 'found') {
      if (finding.kind === 'failed') yield finding;
      return;
    }
    const { rows } = finding.value;
    read += rows.length;
    yield { kind: 'found', rows };
    if (isLast(finding.value, read)) return;
  }
}

/** The same rows, each call once. */
export function withoutRepeats(rows: readonly SentCallRow[]): SentCallRow[] {
  const seen = new Set<string>();
  return rows.filter(({ callId }) => {
    if (callId === null) return true;
    const id = callId.toLowerCase();
    return !seen.has(id) && seen.add(id);
  });
}

/** The gateway may cut pages shorter than it was asked to: only one without rows is the last for sure. */
const isLast = ({ rows, total }: SentCallsPage, read: number): boolean =>
  rows.length === 0 || (rows.length < SENT_CALLS_PAGE_SIZE && (total === null || read >= total));

const atOnce = async (): Promise<void> => undefined;
