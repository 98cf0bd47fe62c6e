import { hashOf } from '../app/route.js';
import { useIsSimulated } from '../app/session.js';
import { useWords } from '../i18n/language.js';
import { Failure } from '../parts/failure.js';
import { useNow } from '../parts/use-now.js';
import { CallAgain } from './call-again.js';
import { CalledPhone } from './called-phone.js';
import { CodeForm } from './code-form.js';
import { useVerification } from './use-verification.js';
import { stageOf } from './verification.js';
import { verifyWords } from './verify.words.js';

/** From the call to the end of the verification. */
export function RunningVerification({ verificationId }: { readonly verificationId: string }) {
  const text = useWords(verifyWords);
  const isSimulated = useIsSimulated();
  const now = useNow();
  const { verification, isGone, checked, refusal, check, callAgain } = useVerification(verificationId);
  if (isGone) return <Ended text={text.gone} />;
  if (!verification) return null;
  const stage = stageOf(verification, now);
  if (stage !== 'typing' && stage !== 'expired') return <Ended text={text.stages[stage]} stage={stage} />;
  return (
    <div className="verify-columns">
      <div className="card stack">
        <p role="status">{text.calling(verification.phone)}</p>
        {!isSimulated && <p className="hint">{text.live}</p>}
        {stage === 'expired' ? (
          <p className="notice">{text.stages.expired}</p>
        ) : (
          <CodeForm verification={verification} checked={checked} now={now} onCheck={check} />
        )}
        {refusal && <Failure failure={refusal} />}
        <CallAgain verification={verification} now={now} onCallAgain={callAgain} />
      </div>
      {isSimulated && <CalledPhone requestId={verification.call.requestId} />}
    </div>
  );
}

function Ended({ text, stage = 'cancelled' }: { readonly text: string; readonly stage?: string }) {
  const { restart } = useWords(verifyWords);
  return (
    <div className={`card stack verdict verdict-${stage}`}>
      <p role="alert">{text}</p>
      <a className="button" href={hashOf('verify')}>
        {restart}
      </a>
    </div>
  );
}
