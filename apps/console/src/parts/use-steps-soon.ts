import { useEffect, useRef } from 'react';
import { useCallSteps } from '../events/use-call-news.js';

/** Runs `work` a while after calls moved, once for all that moved meanwhile. */
export function useStepsSoon(work: () => void, afterMs: number): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useCallSteps(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      work();
    }, afterMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
