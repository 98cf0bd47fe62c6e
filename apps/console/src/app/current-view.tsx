import { lazy, Suspense, useEffect, useRef, type ComponentType } from 'react';
import { CallFormView } from '../call-form/call-form.view.js';
import { CallView } from '../calls/call.view.js';
import { CallsView } from '../calls/calls.view.js';
import { useWords } from '../i18n/language.js';
import { appWords } from './app.words.js';
import type { Route, ViewName } from './route.js';
import { useIsSimulated } from './session.js';
import { useRoute } from './use-route.js';
import { ViewBoundary } from './view-boundary.js';

type View = ComponentType<{ readonly route: Route }>;

/** What the first views do without is loaded when it is asked for. */
const Views: Readonly<Record<ViewName, View>> = {
  call: CallFormView,
  calls: ({ route }) => (route.id === null ? <CallsView route={route} /> : <CallView requestId={route.id} />),
  verify: lazy(() => import('../verify/verify.view.js')),
  batches: lazy(() => import('../batches/batches.view.js')),
  overview: lazy(() => import('../overview/overview.view.js')),
  phones: lazy(() => import('../phones/phones.view.js')),
};

/** The view that the route names. A change of view moves the focus there, as a change of page would. */
export function CurrentView() {
  const route = useRoute();
  const isSimulated = useIsSimulated();
  const view = route.view === 'phones' && !isSimulated ? 'call' : route.view;
  const place = `${view}/${route.id ?? ''}`;
  useArrival(place, view);
  const View = Views[view];
  return (
    <ViewBoundary key={place}>
      <Suspense fallback={<Loading />}>
        <View route={route} />
      </Suspense>
    </ViewBoundary>
  );
}

function Loading() {
  return <p role="status">{useWords(appWords).loading}</p>;
}

function useArrival(place: string, view: ViewName): void {
  const text = useWords(appWords);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${text.views[view]} · eSMS`;
  }, [text, view]);
  useEffect(() => {
    if (!isFirst.current) arrive();
    isFirst.current = false;
  }, [place]);
}

/** A view that has put the focus somewhere inside knows better. */
function arrive(): void {
  window.scrollTo(0, 0);
  const content = document.getElementById('content');
  if (!content?.contains(document.activeElement)) content?.focus({ preventScroll: true });
}
