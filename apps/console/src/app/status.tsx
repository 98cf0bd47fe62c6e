import { useStreamState } from '../events/use-call-news.js';
import { useWords } from '../i18n/language.js';
import { appWords } from './app.words.js';
import { useSession } from './session.js';

/** Whether calls are real, and whether what happens is seen at once. */
export function Status() {
  const text = useWords(appWords);
  const { settings } = useSession();
  const state = useStreamState();
  const mode = settings.gateway === 'live' && settings.sandbox ? 'sandbox' : settings.gateway;
  return (
    <>
      <span className={`mode mode-${mode}`} title={text.kept[settings.journal]}>
        {text[mode]}
      </span>
      <span className={`stream stream-${state}`} role="status">
        {text.stream[state]}
      </span>
    </>
  );
}
