import { useRef, useState } from 'react';
import { ApiFailure } from '../api/api-failure.js';
import type { PlacedCall } from '../api/call-view.js';
import { makeId } from '../api/make-id.js';
import { useApi } from '../app/session.js';
import { bodyOf, type CallDraft } from './call-draft.js';

interface Tried {
  readonly draft: CallDraft;
  readonly requestId: string;
}

/**
 * Places what is drafted. While it is in doubt whether a call was placed, the same draft is sent again under the same
 * request id: the phone rings once, however often one tries.
 */
export function usePlacing(onPlaced: (requestId: string) => void) {
  const api = useApi();
  const tried = useRef<Tried | null>(null);
  const [isPlacing, setIsPlacing] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const place = async (draft: CallDraft): Promise<void> => {
    const requestId = tried.current?.draft === draft ? tried.current.requestId : makeId('web-');
    tried.current = { draft, requestId };
    setIsPlacing(true);
    try {
      const { body } = await api.post<PlacedCall>(`/calls/${draft.kind}`, bodyOf(draft, requestId));
      onPlaced(body.requestId);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (wasPlacedBefore(error, requestId)) return onPlaced(requestId);
      if (!error.leavesDoubt) tried.current = null;
      setFailure(error);
    } finally {
      setIsPlacing(false);
    }
  };
  return { place, isPlacing, failure };
}

/** The try before this one got through, and its answer was lost. */
const wasPlacedBefore = (failure: ApiFailure, requestId: string): boolean =>
  failure.code === 'DUPLICATE_REQUEST' && failure.requestId === requestId;
