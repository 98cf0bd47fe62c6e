import { useWords } from '../i18n/language.js';
import { PhonePicture } from '../parts/phone-picture.js';
import { useSimulatedCalls } from '../parts/use-simulated-calls.js';
import { verifyWords } from './verify.words.js';

const LOOK_EVERY_MS = 700;

/** The phone that was called, with what it speaks: nobody hears the simulator. */
export function CalledPhone({ requestId }: { readonly requestId: string }) {
  const text = useWords(verifyWords);
  const { calls } = useSimulatedCalls(LOOK_EVERY_MS);
  const call = calls?.find((each) => each.requestId === requestId);
  return (
    <PhonePicture
      isReadOut
      label={text.phonePicture}
      state={call?.state ?? 'waiting'}
      says={text.phoneStates[call?.state ?? 'waiting']}
      spoken={call?.spoken ?? null}
    />
  );
}
