import type { CallDraft } from './call-draft.js';

/** What a part of the form gets. */
export interface DraftParts {
  readonly draft: CallDraft;
  /** The API's words, by field. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
  readonly change: (changed: Partial<CallDraft>) => void;
}
