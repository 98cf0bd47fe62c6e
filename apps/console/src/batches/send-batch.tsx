import { useState } from 'react';
import { ApiFailure } from '../api/api-failure.js';
import { makeId } from '../api/make-id.js';
import { hashOf } from '../app/route.js';
import { useApi } from '../app/session.js';
import { goTo } from '../app/use-route.js';
import { useFormats, useWords } from '../i18n/language.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { BadRows } from './bad-rows.js';
import { batchesWords } from './batches.words.js';
import type { CsvRow } from './csv-rows.js';
import { problemsByLine } from './server-problems.js';

const ACCEPTED = 202;

interface Props {
  readonly rows: readonly CsvRow[];
  readonly good: readonly CsvRow[];
  /** Told the lines that the server refused. */
  readonly onRefused: (lines: readonly number[]) => void;
}

/** Why the server did not take the rows, by line as far as it names one. */
type Refusal = ReturnType<typeof problemsByLine> & { readonly failure: ApiFailure };

/** Hands the good rows to the server. The id is made once: a try that is repeated rings nobody again. */
export function SendBatch({ rows, good, onRefused }: Props) {
  const text = useWords(batchesWords);
  const { number } = useFormats();
  const [batchId, setBatchId] = useState(() => makeId('batch-').slice(0, 22));
  const { send, isSending, refusal } = useSending(batchId, good, onRefused);
  const label = good.length < rows.length ? text.sendGood : text.send;
  return (
    <div className="stack">
      <Field label={text.batchId} hint={text.batchIdHint}>
        {(props) => <input {...props} value={batchId} onChange={(event) => setBatchId(event.target.value)} />}
      </Field>
      {refusal && refusal.lines.length > 0 && (
        <div role="alert">
          <p className="notice bad">{text.refused}</p>
          <BadRows problems={refusal.lines} />
        </div>
      )}
      {refusal && (refusal.rest.length > 0 || refusal.failure.status === 0) && (
        <Failure failure={refusal.failure} problems={refusal.rest} />
      )}
      <button type="button" className="primary" disabled={isSending || good.length === 0} onClick={send}>
        {isSending ? text.sending : label(number(good.length))}
      </button>
    </div>
  );
}

function useSending(batchId: string, good: readonly CsvRow[], onRefused: Props['onRefused']) {
  const api = useApi();
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = (): void => {
    setIsSending(true);
    api
      .post<{ readonly batchId: string }>('/batches', { batchId, calls: good.map(({ call }) => call) })
      .then(({ status, body }) => goTo(hashOf('batches', body.batchId, status === ACCEPTED ? {} : { again: 'yes' })))
      .catch((error: unknown) => {
        if (!(error instanceof ApiFailure)) throw error;
        const problems = problemsByLine(error.problems, good);
        setRefusal({ failure: error, ...problems });
        onRefused(problems.lines.map(({ line }) => line));
      })
      .finally(() => setIsSending(false));
  };
  return { send, isSending, refusal };
}
