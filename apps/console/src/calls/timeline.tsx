import type { CallView } from '../api/call-view.js';
import { useFormats, useWords } from '../i18n/language.js';
import { useNow } from '../parts/use-now.js';
import { expectationOf, timelineOf } from './call-timeline.js';
import { callsWords } from './calls.words.js';
import { TimelineStepItem } from './timeline-step.js';

/** The steps of a call from its first to what is expected next. */
export function Timeline({ call }: { readonly call: CallView }) {
  const text = useWords(callsWords);
  const { dateTime } = useFormats();
  const expected = expectationOf(call, useNow());
  return (
    <section className="card" aria-labelledby="life">
      <h2 id="life">{text.life}</h2>
      <ol className="timeline">
        {timelineOf(call).map((step, index) => (
          <TimelineStepItem key={`${index}-${step.at}`} step={step} />
        ))}
        {expected && (
          <li className="step step-waits">
            <p>{text.waits[expected](call.sendAt ? dateTime(call.sendAt) : '')}</p>
          </li>
        )}
      </ol>
    </section>
  );
}
