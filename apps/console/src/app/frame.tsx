import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.js';
import { appWords } from './app.words.js';
import { LanguageSwitch } from './language-switch.js';
import { Logo } from './logo.js';

interface Props {
  readonly navigation?: ReactNode;
  readonly status?: ReactNode;
  readonly children: ReactNode;
}

/** The page around every view. */
export function Frame({ navigation, status, children }: Props) {
  const text = useWords(appWords);
  return (
    <div className="frame">
      <a className="skip" href="#content" onClick={(event) => skip(event.nativeEvent)}>
        {text.skip}
      </a>
      <header className="bar">
        <span className="brand">
          <Logo />
          {text.title}
        </span>
        {status}
        <LanguageSwitch />
      </header>
      {navigation}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** The hash belongs to the views. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
