import { useWords } from '../i18n/language.js';
import { Field } from '../parts/field.js';
import { callFormWords } from './call-form.words.js';
import type { DraftParts } from './draft-parts.js';

export function TemplateFields({ draft, problems, change }: DraftParts) {
  const text = useWords(callFormWords);
  return (
    <>
      <Field label={text.templateId} problems={problems['templateId'] ?? []}>
        {(props) => (
          <input {...props} value={draft.templateId} onChange={(event) => change({ templateId: event.target.value })} />
        )}
      </Field>
      <Field label={text.variables} hint={text.variablesHint} problems={problems['variables'] ?? []}>
        {(props) => (
          <textarea
            {...props}
            rows={3}
            value={draft.variables}
            onChange={(event) => change({ variables: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
