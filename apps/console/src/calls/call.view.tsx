import { hashOf } from '../app/route.js';
import { useWords } from '../i18n/language.js';
import { Failure } from '../parts/failure.js';
import { StateChip } from '../parts/state-chip.js';
import { stateWords } from '../parts/state.words.js';
import { CallFacts } from './call-facts.js';
import { callsWords } from './calls.words.js';
import { Timeline } from './timeline.js';
import { useCall } from './use-call.js';

/** One call, and its life as it goes on. */
export function CallView({ requestId }: { readonly requestId: string }) {
  const text = useWords(callsWords);
  const { call, failure } = useCall(requestId);
  return (
    <article className="stack">
      <a className="back" href={hashOf('calls')}>
        ← {text.back}
      </a>
      {failure && <Failure failure={failure} notFound={text.notFound} />}
      {call && (
        <>
          <h1 className="call-title">
            <span className="phone-number">{call.phone}</span>
            <StateChip state={call.state} reason={call.reason} />
          </h1>
          <Spoken state={call.state} />
          <div className="columns">
            <Timeline call={call} />
            <CallFacts call={call} />
          </div>
        </>
      )}
    </article>
  );
}

/** What a screen reader says when the call moves. */
function Spoken({ state }: { readonly state: keyof (typeof stateWords)['en']['states'] }) {
  const text = useWords(callsWords);
  const { states } = useWords(stateWords);
  return (
    <p className="unseen" role="status">
      {text.ended(states[state])}
    </p>
  );
}
