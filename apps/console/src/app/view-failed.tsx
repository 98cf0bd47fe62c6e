import { useWords } from '../i18n/language.js';
import { appWords } from './app.words.js';

/** A part of the page could not be loaded (a newer one was installed meanwhile), or it has a mistake. */
export function ViewFailed() {
  const text = useWords(appWords);
  return (
    <div className="card narrow" role="alert">
      <p>{text.viewFailed}</p>
      <button type="button" className="primary" onClick={() => location.reload()}>
        {text.again}
      </button>
    </div>
  );
}
