import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { CallView } from '../api/call-view.js';
import type { CallNews } from './call-news.js';
import type { StreamState } from './event-stream.js';

export const CallNewsContext = createContext<CallNews | null>(null);

function useNews(): CallNews {
  const news = useContext(CallNewsContext);
  if (!news) throw new Error('There is no CallNewsContext above.');
  return news;
}

/** Hears of each step of each call, at most once a frame. */
export function useCallSteps(listener: (calls: readonly CallView[]) => void): void {
  const news = useNews();
  const onSteps = useEffectEvent(listener);
  useEffect(() => news.onSteps((calls) => onSteps(calls)), [news]);
}

/** Changes when steps may have been missed. */
export function useEpoch(): number {
  const news = useNews();
  return useSyncExternalStore(news.onChange, () => news.epoch);
}

/** Whether what happens is heard at once. */
export function useStreamState(): StreamState {
  const news = useNews();
  return useSyncExternalStore(news.onChange, () => news.state);
}
