import { useState } from 'react';
import { makeId } from '../api/make-id.js';
import { useApi } from '../app/session.js';
import { useWords } from '../i18n/language.js';
import { phonesWords } from './phones.words.js';
import { sampleCode, samplePhones } from './sample-calls.js';

/** Calls to look at, and a clean wall. */
export function PhoneActions({ onDone }: { readonly onDone: () => void }) {
  const text = useWords(phonesWords);
  const api = useApi();
  const [isPlacing, setIsPlacing] = useState(false);
  const place = async (): Promise<void> => {
    setIsPlacing(true);
    const calls = samplePhones().map((phone) => ({ phone, code: sampleCode(), requestId: makeId('wall-') }));
    // A refusal is one of the things to see: the call's state tells it.
    await Promise.allSettled(calls.map((call) => api.post('/calls/otp', call)));
    setIsPlacing(false);
    onDone();
  };
  const reset = (): void => void api.post('/simulator/reset', {}).then(onDone);
  return (
    <div className="actions">
      <button type="button" className="primary" disabled={isPlacing} onClick={() => void place()}>
        {isPlacing ? text.placing : text.place}
      </button>
      <button type="button" onClick={reset}>
        {text.reset}
      </button>
    </div>
  );
}
