import type { CallView } from '../api/call-view.js';

/** Of two views of one call, the one that knows more: answers and steps overtake each other. */
export function newerCall(known: CallView, heard: CallView): CallView {
  if (heard.history.length !== known.history.length) {
    return heard.history.length > known.history.length ? heard : known;
  }
  return heard.updatedAt >= known.updatedAt ? heard : known;
}
