import type { SimulatedCall } from '../api/simulated-call.js';
import { useApi } from '../app/session.js';
import { useWords } from '../i18n/language.js';
import { PhonePicture } from '../parts/phone-picture.js';
import { usePolled } from '../parts/use-polled.js';
import { verifyWords } from './verify.words.js';

const LOOK_EVERY_MS = 700;

/** The phone that was called, with what it speaks: nobody hears the simulator. */
export function CalledPhone({ requestId }: { readonly requestId: string }) {
  const text = useWords(verifyWords);
  const api = useApi();
  const { value } = usePolled(
    () => api.get<{ readonly calls: readonly SimulatedCall[] }>('/simulator/calls?limit=200'),
    LOOK_EVERY_MS,
  );
  const call = value?.calls.find((each) => each.requestId === requestId);
  return (
    <PhonePicture
      isReadOut
      label={text.phonePicture}
      state={call?.state ?? 'waiting'}
      says={text.phoneStates[call?.state ?? 'waiting']}
      spoken={call?.state === 'answered' ? call.spoken : null}
    />
  );
}
