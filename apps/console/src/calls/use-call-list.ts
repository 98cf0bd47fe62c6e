import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { CallPage } from '../api/call-view.js';
import { useApi } from '../app/session.js';
import { useCallSteps, useEpoch } from '../events/use-call-news.js';
import { pagePath, type CallFilter } from './call-filter.js';
import { CallPages, type PagesState } from './call-pages.js';

const PAGE = 100;

/** The list under a filter, as it is read and as it moves. */
export function useCallList(filter: CallFilter, pageSize = PAGE): PagesState & { readonly readMore: () => void } {
  const api = useApi();
  const epoch = useEpoch();
  const pages = useMemo(
    () => new CallPages((cursor) => api.get<CallPage>(pagePath(filter, pageSize, cursor)), filter),
    [api, filter, pageSize],
  );
  useCallSteps((steps) => pages.hear(steps));
  useEffect(() => pages.restart(), [pages, epoch]);
  useEffect(() => () => pages.stop(), [pages]);
  return { ...useSyncExternalStore(pages.onChange, () => pages.state), readMore: () => pages.readMore() };
}
