import { useWords } from '../i18n/language.js';
import { callFormWords } from './call-form.words.js';

interface Props {
  readonly phone: string;
  readonly onChoose: (phone: string) => void;
}

/** Numbers that the simulator treats in a known way. */
export function OutcomeNumbers({ phone, onChoose }: Props) {
  const text = useWords(callFormWords);
  return (
    <div className="suggestions" role="group" aria-label={text.outcomes}>
      {Object.entries(text.outcome).map(([number, outcome]) => (
        <button key={number} type="button" aria-pressed={number === phone} onClick={() => onChoose(number)}>
          <b>…{number.slice(-3)}</b> {outcome}
        </button>
      ))}
    </div>
  );
}
