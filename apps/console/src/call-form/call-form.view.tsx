import { useState, type FormEvent } from 'react';
import { hashOf } from '../app/route.js';
import { useIsSimulated } from '../app/session.js';
import { goTo } from '../app/use-route.js';
import { RecentCalls } from '../calls/recent-calls.js';
import { useWords } from '../i18n/language.js';
import { Failure } from '../parts/failure.js';
import { firstDraft, type CallDraft } from './call-draft.js';
import { callFormWords } from './call-form.words.js';
import { CommonFields } from './common-fields.js';
import { KindChoice } from './kind-choice.js';
import { KindFields } from './kind-fields.js';
import { problemsByField } from './problems-by-field.js';
import { usePlacing } from './use-placing.js';

const FIELDS = ['phone', 'code', 'content', 'templateId', 'variables', 'recordingId', 'maxRetry', 'sendAt'];

/** Where a call is placed. The API judges what is written, and its words stand at the fields. */
export function CallFormView() {
  const text = useWords(callFormWords);
  const [draft, setDraft] = useState(firstDraft(useIsSimulated()));
  const { place, isPlacing, failure } = usePlacing((requestId) => goTo(hashOf('calls', requestId)));
  const { at, rest } = problemsByField(failure?.problems ?? [], FIELDS);
  const parts = { draft, problems: at, change: (changed: Partial<CallDraft>) => setDraft({ ...draft, ...changed }) };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void place(draft);
  };
  return (
    <section className="stack">
      <h1>{text.title}</h1>
      <p className="intro">{text.intro}</p>
      <div className="form-columns">
        <form className="card stack" onSubmit={submit} noValidate>
          <KindChoice kind={draft.kind} onChange={(kind) => parts.change({ kind })} />
          <CommonFields {...parts}>
            <KindFields {...parts} />
          </CommonFields>
          {failure && (failure.status === 0 || (!failure.leavesDoubt && rest.length > 0)) && (
            <Failure failure={failure} problems={rest} />
          )}
          {failure?.leavesDoubt && <p className="notice">{text.doubt}</p>}
          {failure?.requestId && <a href={hashOf('calls', failure.requestId)}>{text.see}</a>}
          <button type="submit" className="primary" disabled={isPlacing}>
            {isPlacing ? text.placing : failure?.leavesDoubt ? text.again : text.submit}
          </button>
        </form>
        <RecentCalls />
      </div>
    </section>
  );
}
