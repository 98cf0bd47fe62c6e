import { LANGUAGES, type Language } from './words.js';

const NAME = 'esms-console-language';

const isLanguage = (value: string | null): value is Language => LANGUAGES.some((language) => language === value);

/** What was chosen before, else the browser's own language where we speak it, else English. */
export function storedLanguage(): Language {
  const stored = readStored();
  if (isLanguage(stored)) return stored;
  return navigator.languages.some((name) => name.startsWith('vi')) ? 'vi' : 'en';
}

export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(NAME, language);
  } catch {
    // A browser that keeps nothing forgets the language too.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
}
