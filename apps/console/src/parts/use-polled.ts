import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiFailure } from '../api/api-failure.js';

interface Polled<T> {
  /** `null` until the first answer. */
  readonly value: T | null;
  readonly failure: ApiFailure | null;
  /** Asks now. */
  readonly ask: () => void;
}

/** Asks at once and then every so often, one question at a time; a page that nobody looks at does not ask. */
export function usePolled<T>(question: () => Promise<T>, everyMs: number): Polled<T> {
  const [answer, setAnswer] = useState<Omit<Polled<T>, 'ask'>>({ value: null, failure: null });
  const isAsking = useRef(false);
  const latest = useRef(question);
  useEffect(() => {
    latest.current = question;
  });
  const ask = useCallback(() => {
    if (isAsking.current) return;
    isAsking.current = true;
    latest
      .current()
      .then((value) => setAnswer({ value, failure: null }))
      .catch((error: unknown) => {
        if (error instanceof ApiFailure) setAnswer((before) => ({ ...before, failure: error }));
      })
      .finally(() => (isAsking.current = false));
  }, []);
  useEffect(ask, [ask]);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || ask(), everyMs);
    return () => clearInterval(timer);
  }, [ask, everyMs]);
  return { ...answer, ask };
}
