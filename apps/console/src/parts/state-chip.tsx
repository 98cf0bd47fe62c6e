import type { CallState } from '../api/call-view.js';
import { useWords } from '../i18n/language.js';
import { stateWords } from './state.words.js';

interface Props {
  readonly state: CallState;
  readonly reason?: string | null;
}

/** A state with its colour and, where there is one, its reason. */
export function StateChip({ state, reason = null }: Props) {
  const text = useWords(stateWords);
  return (
    <span className={`chip state-${state}`}>
      {text.states[state]}
      {reason !== null && <small> · {text.reasons[reason] ?? reason}</small>}
    </span>
  );
}
