import { useWords } from '../i18n/language.js';
import { appWords } from './app.words.js';

interface Props {
  /** Nothing answers; or a part of the page could not be loaded (a newer one was installed meanwhile), or has a mistake. */
  readonly says: 'unreachable' | 'viewFailed';
  readonly onAgain: () => void;
}

/** Says what went wrong, and offers another try. */
export function TryAgain({ says, onAgain }: Props) {
  const text = useWords(appWords);
  return (
    <div className="card narrow" role="alert">
      <p>{text[says]}</p>
      <button type="button" className="primary" onClick={onAgain}>
        {text.again}
      </button>
    </div>
  );
}
