import { UNREACHABLE, type ApiFailure } from '../api/api-failure.js';
import { useWords } from '../i18n/language.js';
import { partsWords } from './parts.words.js';

interface Props {
  readonly failure: ApiFailure;
  /** What is said where the fields say the rest already. */
  readonly problems?: readonly string[];
  /** What is said where there is no such thing. */
  readonly notFound?: string;
}

/** Says in the API's own words why it did not do what was asked. */
export function Failure({ failure, problems = failure.problems, notFound }: Props) {
  const text = useWords(partsWords);
  if (failure.status === 404 && notFound !== undefined) return <p className="notice">{notFound}</p>;
  return (
    <div className="notice bad" role="alert">
      {failure.code === UNREACHABLE ? text.unreachable : problems.map((problem) => <p key={problem}>{problem}</p>)}
      {failure.retryAfterSeconds !== null && <p>{text.retryAfter(failure.retryAfterSeconds)}</p>}
    </div>
  );
}
