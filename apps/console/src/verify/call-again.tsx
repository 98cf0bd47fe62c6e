import { hashOf } from '../app/route.js';
import { useWords } from '../i18n/language.js';
import { clockOf, secondsUntil } from '../parts/countdown.js';
import { knownPhones } from './known-phones.js';
import { mayCallAgain, type Verification } from './verification.js';
import { verifyWords } from './verify.words.js';

interface Props {
  readonly verification: Verification;
  readonly now: number;
  readonly onCallAgain: (phone: string) => void;
}

/** Another call, as soon as the limits allow one. A page that was reloaded does not know the number any more. */
export function CallAgain({ verification, now, onCallAgain }: Props) {
  const text = useWords(verifyWords);
  const phone = knownPhones.of(verification.verificationId);
  if (verification.callsLeft === 0) return <p className="hint">{text.noCallsLeft}</p>;
  if (!mayCallAgain(verification, now)) {
    return <p className="hint">{text.againIn(clockOf(secondsUntil(verification.nextCallAt, now)))}</p>;
  }
  if (phone === null) return <a href={hashOf('verify')}>{text.again}</a>;
  return (
    <button type="button" onClick={() => onCallAgain(phone)}>
      {text.again}
    </button>
  );
}
