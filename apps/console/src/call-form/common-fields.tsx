import type { ReactNode } from 'react';
import { useIsSimulated } from '../app/session.js';
import { useWords } from '../i18n/language.js';
import { Field } from '../parts/field.js';
import { callFormWords } from './call-form.words.js';
import type { DraftParts } from './draft-parts.js';
import { OutcomeNumbers } from './outcome-numbers.js';

/** What each kind has: whom to call, and when. The kind's own fields stand between. */
export function CommonFields({ draft, problems, change, children }: DraftParts & { readonly children: ReactNode }) {
  const text = useWords(callFormWords);
  const isSimulated = useIsSimulated();
  return (
    <>
      <Field label={text.phone} hint={text.phoneHint} problems={problems['phone'] ?? []}>
        {(props) => (
          <input
            {...props}
            type="tel"
            autoComplete="off"
            value={draft.phone}
            onChange={(event) => change({ phone: event.target.value })}
          />
        )}
      </Field>
      {isSimulated && <OutcomeNumbers phone={draft.phone} onChoose={(phone) => change({ phone })} />}
      {children}
      <Field label={text.schedule} hint={text.scheduleHint} problems={problems['sendAt'] ?? []}>
        {(props) => (
          <input
            {...props}
            type="datetime-local"
            value={draft.schedule}
            onChange={(event) => change({ schedule: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
