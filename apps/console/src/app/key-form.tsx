import { useState, type FormEvent } from 'react';
import type { Api } from '../api/api.js';
import { ApiFailure } from '../api/api-failure.js';
import { useWords } from '../i18n/language.js';
import { Field } from '../parts/field.js';
import { formText } from '../parts/form-text.js';
import { appWords } from './app.words.js';

interface Props {
  readonly api: Api;
  readonly onAccepted: () => void;
}

/** Asks for the key. It is handed to the API object and kept nowhere else. */
export function KeyForm({ api, onAccepted }: Props) {
  const text = useWords(appWords);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    api.useKey(formText(event.currentTarget, 'key'));
    api.get('/calls?limit=1').then(onAccepted, (error: unknown) => {
      const isWrong = error instanceof ApiFailure && error.status === 401;
      setProblem(isWrong ? text.wrongKey : text.unreachable);
    });
  };
  return (
    <form className="card narrow stack" onSubmit={submit}>
      <h1>{text.needsKey}</h1>
      <Field label={text.key} hint={text.keyHint} problems={problem === null ? [] : [problem]}>
        {(props) => <input {...props} name="key" type="password" autoComplete="off" required />}
      </Field>
      <button type="submit" className="primary">
        {text.enter}
      </button>
    </form>
  );
}
