import { useState, type FormEvent } from 'react';
import { ApiFailure } from '../api/api-failure.js';
import { useApi } from '../app/session.js';
import { useFormats, useWords } from '../i18n/language.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { FAULT_PRESETS, type FaultPreset } from './faults.js';
import { phonesWords } from './phones.words.js';

/** Which fault, how often and how long. */
export function FaultForm({ onStarted }: { readonly onStarted: () => void }) {
  const text = useWords(phonesWords);
  const { percent } = useFormats();
  const api = useApi();
  const [preset, setPreset] = useState<FaultPreset>('lost-replies');
  const [share, setShare] = useState(0.5);
  const [forSeconds, setForSeconds] = useState(60);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setFailure(null);
    api
      .post('/simulator/faults', { preset, share, forSeconds })
      .catch((error: unknown) => error instanceof ApiFailure && setFailure(error))
      .finally(onStarted);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field label={text.fault} hint={text.presetHints[preset]}>
        {(props) => (
          <select {...props} value={preset} onChange={({ target }) => setPreset(target.value as FaultPreset)}>
            {FAULT_PRESETS.map((each) => (
              <option key={each} value={each}>
                {text.presets[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={text.share} hint={text.ofCalls(percent(share))}>
        {(props) => (
          <input
            {...props}
            type="range"
            min={0.05}
            max={1}
            step={0.05}
            value={share}
            aria-valuetext={percent(share)}
            onChange={({ target }) => setShare(target.valueAsNumber)}
          />
        )}
      </Field>
      <Field label={text.forSeconds}>
        {(props) => (
          <input
            {...props}
            type="number"
            min={1}
            max={600}
            value={forSeconds}
            onChange={({ target }) => setForSeconds(target.valueAsNumber)}
          />
        )}
      </Field>
      {failure && <Failure failure={failure} />}
      <button type="submit" className="primary">
        {text.start}
      </button>
    </form>
  );
}
