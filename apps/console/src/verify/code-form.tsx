import { useRef, type FormEvent } from 'react';
import { useWords } from '../i18n/language.js';
import { clockOf, secondsUntil } from '../parts/countdown.js';
import { Field } from '../parts/field.js';
import type { Checked, Verification } from './verification.js';
import { verifyWords } from './verify.words.js';

interface Props {
  readonly verification: Verification;
  readonly checked: Checked | null;
  readonly now: number;
  readonly onCheck: (code: string) => void;
}

/** Takes the code that was heard. */
export function CodeForm({ verification, checked, now, onCheck }: Props) {
  const text = useWords(verifyWords);
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onCheck(input.current!.value.replaceAll(/\D/g, ''));
    input.current!.select();
  };
  const problems = checked?.status === 'pending' ? [text.wrong(checked.attemptsLeft)] : [];
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field
        label={text.code}
        problems={problems}
        hint={text.codeEnds(clockOf(secondsUntil(verification.expiresAt, now)))}
      >
        {(props) => (
          <input
            {...props}
            ref={input}
            className="digits"
            inputMode="numeric"
            autoComplete="one-time-code"
            // The code is all that is wanted here.
            autoFocus
          />
        )}
      </Field>
      <p className="unseen" role="alert">
        {problems.join('')}
      </p>
      <button type="submit" className="primary">
        {text.check}
      </button>
    </form>
  );
}
