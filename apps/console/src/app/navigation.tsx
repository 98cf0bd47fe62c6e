import { useWords } from '../i18n/language.js';
import { appWords } from './app.words.js';
import { NavigationIcon } from './navigation-icon.js';
import { hashOf, VIEWS } from './route.js';
import { useIsSimulated } from './session.js';
import { useRoute } from './use-route.js';

/** The way to each view; there are no phones to see where they are real. */
export function Navigation() {
  const text = useWords(appWords);
  const isSimulated = useIsSimulated();
  const current = useRoute().view;
  const views = VIEWS.filter((view) => view !== 'phones' || isSimulated);
  return (
    <nav className="navigation" aria-label={text.navigation}>
      {views.map((view) => (
        <a key={view} href={hashOf(view)} aria-current={view === current ? 'page' : undefined}>
          <NavigationIcon view={view} />
          <span>{text.views[view]}</span>
        </a>
      ))}
    </nav>
  );
}
