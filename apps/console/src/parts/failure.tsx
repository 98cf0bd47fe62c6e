import { UNREACHABLE, type ApiFailure } from '../api/api-failure.js';
import { useWords } from '../i18n/language.js';
import { partsWords } from './parts.words.js';

interface Props {
  readonly failure: ApiFailure;
  /** What is said where the fields say the rest already. */
  readonly problems?: readonly string[];
}

/** Says in the API's own words why it did not do what was asked. */
export function Failure({ failure, problems = failure.problems }: Props) {
  const text = useWords(partsWords);
  return (
    <div className="notice bad" role="alert">
      {failure.code === UNREACHABLE ? text.unreachable : problems.map((problem) => <p key={problem}>{problem}</p>)}
      {failure.retryAfterSeconds !== null && <p>{text.retryAfter(failure.retryAfterSeconds)}</p>}
    </div>
  );
}
