import { useState, type FormEvent } from 'react';
import { ApiFailure } from '../api/api-failure.js';
import { hashOf } from '../app/route.js';
import { useApi, useIsSimulated } from '../app/session.js';
import { goTo } from '../app/use-route.js';
import { useWords } from '../i18n/language.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { formText } from '../parts/form-text.js';
import { knownPhones } from './known-phones.js';
import type { Verification } from './verification.js';
import { verifyWords } from './verify.words.js';

/** Asks for the number and has it called. */
export function StartForm() {
  const text = useWords(verifyWords);
  const api = useApi();
  const isSimulated = useIsSimulated();
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setFailure(null);
    const phone = formText(event.currentTarget, 'phone');
    start(phone).catch((error: unknown) => error instanceof ApiFailure && setFailure(error));
  };
  const start = async (phone: string): Promise<void> => {
    const { body } = await api.post<Verification>('/verifications', { phone });
    knownPhones.keep(body.verificationId, phone);
    goTo(hashOf('verify', body.verificationId));
  };
  const isInvalid = failure?.status === 400;
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <Field label={text.phone} problems={isInvalid ? failure.problems : []}>
        {(props) => (
          <input {...props} name="phone" type="tel" autoComplete="off" defaultValue={isSimulated ? '0901888485' : ''} />
        )}
      </Field>
      {failure && !isInvalid && <Failure failure={failure} />}
      <button type="submit" className="primary">
        {text.start}
      </button>
    </form>
  );
}
