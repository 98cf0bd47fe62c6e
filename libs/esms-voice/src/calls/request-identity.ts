import type { CallKind } from './call-state.js';

/** What makes two requests the same one. */
export interface RequestIdentity {
  readonly kind: CallKind;
  readonly phone: string;
  readonly content: string;
  readonly sandbox: boolean;
  readonly sendAt: Date | null;
}

/** The text that is hashed to tell a repeat of the same request from another one; the text itself is kept nowhere. */
export const identityOf = ({ kind, phone, content, sandbox, sendAt }: RequestIdentity): string =>
  JSON.stringify([kind, phone, content, sandbox, sendAt]);
