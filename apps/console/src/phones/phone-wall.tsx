import type { SimulatedCall } from '../api/simulated-call.js';
import { hashOf } from '../app/route.js';
import { useWords } from '../i18n/language.js';
import { PhonePicture } from '../parts/phone-picture.js';
import { phonesWords } from './phones.words.js';

const SHOWN = 60;

/** A phone for each request, newest first: whether it rings, and what it says. */
export function PhoneWall({ calls }: { readonly calls: readonly SimulatedCall[] }) {
  const text = useWords(phonesWords);
  return (
    <ul className="wall">
      {calls.slice(0, SHOWN).map(({ requestId, callId, phone, state, spoken, rings }) => (
        <li key={requestId ?? callId}>
          <PhonePicture label={phone} state={state} says={text.states[state]} spoken={spoken}>
            <figcaption>
              {requestId === null ? phone : <a href={hashOf('calls', requestId)}>{phone}</a>}
              <span className={rings > 1 ? 'bad-rings' : undefined}>{text.rings(rings)}</span>
            </figcaption>
          </PhonePicture>
        </li>
      ))}
    </ul>
  );
}
