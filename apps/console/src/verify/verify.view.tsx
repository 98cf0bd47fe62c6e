import type { Route } from '../app/route.js';
import { useWords } from '../i18n/language.js';
import { RunningVerification } from './running-verification.js';
import { StartForm } from './start-form.js';
import { verifyWords } from './verify.words.js';

/** A verification as the customer of a user lives it. Its id is in the page's address: a reload goes on where it was. */
export default function VerifyView({ route }: { readonly route: Route }) {
  const text = useWords(verifyWords);
  return (
    <section className="stack narrow-form">
      <h1>{text.title}</h1>
      <p className="intro">{text.intro}</p>
      {route.id === null ? <StartForm /> : <RunningVerification verificationId={route.id} />}
    </section>
  );
}
