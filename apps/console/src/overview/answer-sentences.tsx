import { useFormats, useWords } from '../i18n/language.js';
import { answerChanges } from './answer-change.js';
import { carrierName } from './carrier-names.js';
import { overviewWords } from './overview.words.js';
import type { CarrierStats } from './stats.js';

/** What an operator wants to hear before the users call. */
export function AnswerSentences({ carriers }: { readonly carriers: readonly CarrierStats[] }) {
  const text = useWords(overviewWords);
  const { percent } = useFormats();
  return (
    <div role="status" className="sentences">
      {answerChanges(carriers).map(({ carrier, direction, share }) => (
        <p key={carrier} className={direction === 'less' ? 'notice bad' : 'notice'}>
          {text[direction](carrierName(carrier, text.other), percent(share))}
        </p>
      ))}
    </div>
  );
}
