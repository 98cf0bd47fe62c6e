import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { formatsIn, type Formats } from './formats.js';
import { storedLanguage, storeLanguage } from './stored-language.js';
import type { Language, Words } from './words.js';

interface Spoken {
  readonly language: Language;
  readonly formats: Formats;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<Spoken | null>(null);

/** Speaks one language to all that is inside, and tells it to the document. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(storedLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(() => ({ language, formats: formatsIn(language), choose: chooser(setLanguage) }), [language]);
  return <LanguageContext value={spoken}>{children}</LanguageContext>;
}

const chooser = (set: (language: Language) => void) => (language: Language) => {
  storeLanguage(language);
  set(language);
};

export function useLanguage(): Spoken {
  const spoken = useContext(LanguageContext);
  if (!spoken) throw new Error('There is no LanguageProvider above.');
  return spoken;
}

/** These words in the language that is spoken. */
export const useWords = <T,>(all: Words<T>): T => all[useLanguage().language];

/** Dates and numbers as the language writes them. */
export const useFormats = (): Formats => useLanguage().formats;
