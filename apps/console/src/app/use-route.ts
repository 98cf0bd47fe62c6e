import { useMemo, useSyncExternalStore } from 'react';
import { parseRoute, type Route } from './route.js';

/** Where the page is, as its hash says. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(onHashChange, () => location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** Goes to a place; `replace` leaves no way back to where we were. */
export function goTo(hash: string, { replace = false } = {}): void {
  if (replace) location.replace(hash);
  else location.hash = hash;
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
