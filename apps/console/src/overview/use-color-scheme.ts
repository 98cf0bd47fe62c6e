import { useSyncExternalStore } from 'react';

const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** Which colours the page has now: what is drawn on a canvas does not follow them by itself. */
export function useColorScheme(): 'dark' | 'light' {
  return useSyncExternalStore(onChange, () => (dark().matches ? 'dark' : 'light'));
}

function onChange(listener: () => void): () => void {
  const query = dark();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
