import { useFormats, useWords } from '../i18n/language.js';
import { stateWords } from '../parts/state.words.js';
import type { TimelineStep } from './call-timeline.js';
import { callsWords } from './calls.words.js';

/** One step: when, what, and who told it. */
export function TimelineStepItem({ step }: { readonly step: TimelineStep }) {
  const text = useWords(callsWords).steps;
  const { states, sources } = useWords(stateWords);
  const { duration, time } = useFormats();
  return (
    <li className={`step state-${step.state}`}>
      <p>
        <strong>{states[step.state]}</strong>
        <time dateTime={step.at}>{time(step.at)}</time>
      </p>
      <p className="hint">
        {text.by(sources[step.source])}
        {step.afterMs !== null && `, ${text.after(duration(step.afterMs))}`}
      </p>
      {step.conflict && <p className="hint">{text.conflict}</p>}
    </li>
  );
}
