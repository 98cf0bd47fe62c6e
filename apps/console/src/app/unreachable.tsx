import { useWords } from '../i18n/language.js';
import { appWords } from './app.words.js';

/** Says that nothing answers, and offers another try. */
export function Unreachable({ onAgain }: { readonly onAgain: () => void }) {
  const text = useWords(appWords);
  return (
    <div className="card narrow" role="alert">
      <p>{text.unreachable}</p>
      <button type="button" className="primary" onClick={onAgain}>
        {text.again}
      </button>
    </div>
  );
}
