import { hashOf } from '../app/route.js';
import { useApi } from '../app/session.js';
import { useFormats, useWords } from '../i18n/language.js';
import { Failure } from '../parts/failure.js';
import { StateBars } from '../parts/state-bars.js';
import { usePolled } from '../parts/use-polled.js';
import { endedOf, type BatchProgress } from './batch-progress.js';
import { batchesWords } from './batches.words.js';

const ASK_EVERY_MS = 1_000;

interface Props {
  readonly batchId: string;
  readonly isSameAgain: boolean;
}

/** How far a batch is. */
export function ProgressView({ batchId, isSameAgain }: Props) {
  const text = useWords(batchesWords);
  const api = useApi();
  const path = `/batches/${encodeURIComponent(batchId)}`;
  const { value, failure } = usePolled(() => api.get<BatchProgress>(path), ASK_EVERY_MS);
  return (
    <>
      <a className="back" href={hashOf('batches')}>
        ← {text.another}
      </a>
      {isSameAgain && <p className="notice">{text.sameAgain}</p>}
      {failure && <Failure failure={failure} notFound={text.notFound} />}
      {value && <Progress progress={value} />}
    </>
  );
}

function Progress({ progress }: { readonly progress: BatchProgress }) {
  const text = useWords(batchesWords);
  const { number } = useFormats();
  const ended = endedOf(progress);
  const notes = [
    progress.toQueue > 0 && text.toQueue(number(progress.toQueue)),
    progress.conflicts > 0 && text.conflicts(number(progress.conflicts)),
    progress.forgotten > 0 && text.forgotten(number(progress.forgotten)),
    ended === progress.total && text.done,
  ].filter((note) => note !== false);
  return (
    <section className="card stack" aria-labelledby="progress">
      <h2 id="progress">
        {text.progressTitle} <code>{progress.batchId}</code>
      </h2>
      <progress max={progress.total} value={ended} aria-labelledby="progress" />
      <p role="status">
        {text.progress(number(ended), number(progress.total))}
        {notes.map((note) => ` · ${note}`)}
      </p>
      <StateBars counts={progress.states} />
    </section>
  );
}
