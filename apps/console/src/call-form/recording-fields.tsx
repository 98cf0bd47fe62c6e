import { useWords } from '../i18n/language.js';
import { Field } from '../parts/field.js';
import { callFormWords } from './call-form.words.js';
import type { DraftParts } from './draft-parts.js';

export function RecordingFields({ draft, problems, change }: DraftParts) {
  const text = useWords(callFormWords);
  return (
    <>
      <Field label={text.recordingId} problems={problems['recordingId'] ?? []}>
        {(props) => (
          <input
            {...props}
            value={draft.recordingId}
            onChange={(event) => change({ recordingId: event.target.value })}
          />
        )}
      </Field>
      <Field label={text.maxRetry} hint={text.maxRetryHint} problems={problems['maxRetry'] ?? []}>
        {(props) => (
          <input
            {...props}
            inputMode="numeric"
            value={draft.maxRetry}
            onChange={(event) => change({ maxRetry: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
