import { CALL_STATES, type CallState } from '../api/call-view.js';
import { useFormats, useWords } from '../i18n/language.js';
import { stateWords } from './state.words.js';

/** How many calls are in each state. */
export function StateBars({ counts }: { readonly counts: Readonly<Partial<Record<CallState, number>>> }) {
  const { states } = useWords(stateWords);
  const { number } = useFormats();
  const most = Math.max(1, ...Object.values(counts));
  return (
    <ul className="bars">
      {CALL_STATES.map((state) => (
        <li key={state} className={`state-${state}`}>
          <span>{states[state]}</span>
          <span className="track" aria-hidden="true">
            <span className="fill" style={{ width: `${((counts[state] ?? 0) / most) * 100}%` }} />
          </span>
          <b>{number(counts[state] ?? 0)}</b>
        </li>
      ))}
    </ul>
  );
}
