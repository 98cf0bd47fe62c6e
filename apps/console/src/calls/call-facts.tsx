import type { CallView } from '../api/call-view.js';
import { useFormats, useWords } from '../i18n/language.js';
import { stateWords } from '../parts/state.words.js';
import { callsWords } from './calls.words.js';

/** What is known of a call beside its steps. */
export function CallFacts({ call }: { readonly call: CallView }) {
  const text = useWords(callsWords);
  const facts = useFacts(call).filter(([, value]) => value !== null);
  return (
    <section className="card" aria-labelledby="facts">
      <h2 id="facts">{text.facts}</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useFacts(call: CallView): [string, string | null][] {
  const text = useWords(callsWords);
  const { kinds } = useWords(stateWords);
  const { dateTime, money, duration } = useFormats();
  return [
    [text.kind, kinds[call.kind]],
    [text.price, call.price === null ? null : money(call.price)],
    [text.duration, call.durationSeconds === null ? null : duration(call.durationSeconds * 1_000)],
    [text.sendAt, call.sendAt === null ? null : dateTime(call.sendAt)],
    [text.pressed, call.pressedKey],
    [text.caller, call.callerNumber],
    [text.sandbox, call.sandbox ? text.yes : null],
    [text.requestId, call.requestId],
    [text.callId, call.callId],
  ];
}
