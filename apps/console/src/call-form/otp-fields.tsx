import { useSession } from '../app/session.js';
import { useWords } from '../i18n/language.js';
import { Choice } from '../parts/choice.js';
import { Field } from '../parts/field.js';
import { callFormWords } from './call-form.words.js';
import type { DraftParts } from './draft-parts.js';

export function OtpFields({ draft, problems, change }: DraftParts) {
  const text = useWords(callFormWords);
  const { settings } = useSession();
  return (
    <>
      <Choice
        legend={text.speak}
        options={[
          ['code', text.aCode],
          ['content', text.aContent],
        ]}
        value={draft.speaks}
        onChange={(speaks) => change({ speaks })}
      />
      {draft.speaks === 'code' ? (
        <Field label={text.code} hint={text.codeHint} problems={problems['code'] ?? []}>
          {(props) => (
            <input
              {...props}
              className="digits"
              inputMode="numeric"
              autoComplete="off"
              value={draft.code}
              onChange={(event) => change({ code: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <Field label={text.content} problems={problems['content'] ?? []}>
          {(props) => (
            <textarea
              {...props}
              rows={3}
              value={draft.content}
              onChange={(event) => change({ content: event.target.value })}
            />
          )}
        </Field>
      )}
      {settings.gateway === 'live' && (
        <label className="check">
          <input
            type="checkbox"
            checked={draft.sandbox}
            onChange={(event) => change({ sandbox: event.target.checked })}
          />
          <span>{text.sandbox}</span>
        </label>
      )}
    </>
  );
}
