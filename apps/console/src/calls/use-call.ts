import { useEffect, useState } from 'react';
import { ApiFailure } from '../api/api-failure.js';
import type { CallView } from '../api/call-view.js';
import { useApi } from '../app/session.js';
import { useCallSteps, useEpoch } from '../events/use-call-news.js';
import { newerCall } from './newer-call.js';

interface Found {
  readonly call: CallView | null;
  readonly failure: ApiFailure | null;
}

/** A call as it is now: asked for once, then moved by its steps. */
export function useCall(requestId: string): Found {
  const api = useApi();
  const epoch = useEpoch();
  const [found, setFound] = useState<Found>({ call: null, failure: null });
  const take = (call: CallView): void =>
    setFound((before) => ({ call: before.call ? newerCall(before.call, call) : call, failure: null }));
  useCallSteps((calls) => calls.filter((call) => call.requestId === requestId).forEach(take));
  useEffect(() => {
    api.get<CallView>(`/calls/${encodeURIComponent(requestId)}`).then(take, (error: unknown) => {
      if (error instanceof ApiFailure) setFound((before) => (before.call ? before : { call: null, failure: error }));
    });
  }, [api, requestId, epoch]);
  return found;
}
