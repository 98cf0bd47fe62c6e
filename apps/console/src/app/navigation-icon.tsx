import type { ViewName } from './route.js';

/** Drawn in a square of 24, with a line of the text's colour. */
const PATHS: Readonly<Record<ViewName, string>> = {
  call: 'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  calls: 'M4 6h16M4 12h16M4 18h10',
  verify: 'M12 3l8 3v6c0 4.5-3.2 7.8-8 9-4.8-1.2-8-4.5-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  batches: 'M12 4l8 4-8 4-8-4zM4 12l8 4 8-4M4 16l8 4 8-4',
  overview: 'M4 20V10M10 20V4M16 20v-8M22 20H2',
  phones: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
};

export function NavigationIcon({ view }: { readonly view: ViewName }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={PATHS[view]} />
    </svg>
  );
}
