import type { FormEvent } from 'react';
import { hashOf } from '../app/route.js';
import { goTo } from '../app/use-route.js';
import { useWords } from '../i18n/language.js';
import { Field } from '../parts/field.js';
import { formText } from '../parts/form-text.js';
import { batchesWords } from './batches.words.js';

/** The way back to a batch whose id was kept. */
export function FindBatch() {
  const text = useWords(batchesWords);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    goTo(hashOf('batches', formText(event.currentTarget, 'batchId').trim()));
  };
  return (
    <form className="inline-form" onSubmit={submit}>
      <Field label={text.findLabel}>{(props) => <input {...props} name="batchId" autoComplete="off" required />}</Field>
      <button type="submit">{text.find}</button>
    </form>
  );
}
