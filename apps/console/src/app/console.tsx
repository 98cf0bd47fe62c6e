import { useEffect, useMemo } from 'react';
import type { Api } from '../api/api.js';
import type { ConsoleSettings } from '../api/console-settings.js';
import { CallNews } from '../events/call-news.js';
import { CallNewsContext } from '../events/use-call-news.js';
import { CurrentView } from './current-view.js';
import { Frame } from './frame.js';
import { Navigation } from './navigation.js';
import { SessionContext } from './session.js';
import { Status } from './status.js';

interface Props {
  readonly api: Api;
  readonly settings: ConsoleSettings;
}

/** The console once it may talk to the API. */
export function Console({ api, settings }: Props) {
  const session = useMemo(() => ({ api, settings }), [api, settings]);
  const news = useMemo(() => new CallNews({ headers: () => api.headers(), onRefused: () => api.onRefused() }), [api]);
  useEffect(() => news.open(), [news]);
  return (
    <SessionContext value={session}>
      <CallNewsContext value={news}>
        <Frame navigation={<Navigation />} status={<Status />}>
          <CurrentView />
        </Frame>
      </CallNewsContext>
    </SessionContext>
  );
}
