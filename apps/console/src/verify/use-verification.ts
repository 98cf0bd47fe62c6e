import { useState } from 'react';
import { ApiFailure } from '../api/api-failure.js';
import { hashOf } from '../app/route.js';
import { useApi } from '../app/session.js';
import { goTo } from '../app/use-route.js';
import { useCallSteps } from '../events/use-call-news.js';
import { usePolled } from '../parts/use-polled.js';
import { knownPhones } from './known-phones.js';
import type { Checked, Verification } from './verification.js';

const ASK_EVERY_MS = 15_000;

/** A verification, and what the person at the phone can do with it. */
export function useVerification(verificationId: string) {
  const api = useApi();
  const path = `/verifications/${encodeURIComponent(verificationId)}`;
  const { value, failure, ask } = usePolled(() => api.get<Verification>(path), ASK_EVERY_MS);
  const [checked, setChecked] = useState<Checked | null>(null);
  const { refusal, run } = useTries(ask);
  useCallSteps((calls) => calls.some(({ requestId }) => requestId === value?.call.requestId) && ask());

  const check = (code: string): void =>
    run(async () => setChecked((await api.post<Checked>(`${path}/check`, { code })).body));
  const callAgain = (phone: string): void =>
    run(async () => {
      const { body } = await api.post<Verification>('/verifications', { phone });
      setChecked(null);
      knownPhones.keep(body.verificationId, phone);
      goTo(hashOf('verify', body.verificationId));
    });
  // What was approved is forgotten at once: the answer to the check is the only one that says so.
  const verification = value && checked && checked.status !== 'pending' ? { ...value, ...checked } : value;
  return { verification, isGone: failure?.status === 404 && !checked, checked, refusal, check, callAgain };
}

function useTries(onDone: () => void) {
  const [refusal, setRefusal] = useState<ApiFailure | null>(null);
  const run = (work: () => Promise<void>): void => {
    setRefusal(null);
    work()
      .catch((error: unknown) => error instanceof ApiFailure && setRefusal(error))
      .finally(onDone);
  };
  return { refusal, run };
}
