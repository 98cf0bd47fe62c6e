import { useLanguage, useWords } from '../i18n/language.js';
import { LANGUAGES, type Language } from '../i18n/words.js';
import { appWords } from './app.words.js';

const NAMES: Readonly<Record<Language, string>> = { en: 'English', vi: 'Tiếng Việt' };

export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const text = useWords(appWords);
  return (
    <div className="languages" role="group" aria-label={text.language}>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          title={NAMES[each]}
          aria-label={`${each.toUpperCase()}: ${NAMES[each]}`}
          aria-pressed={each === language}
          onClick={() => choose(each)}
        >
          {each.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
