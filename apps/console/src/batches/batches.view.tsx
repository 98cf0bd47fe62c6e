import type { Route } from '../app/route.js';
import { ProgressView } from './progress.view.js';
import { FindBatch } from './find-batch.js';
import { UploadBatch } from './upload-batch.js';
import { useWords } from '../i18n/language.js';
import { batchesWords } from './batches.words.js';

/** Many calls from a file: upload and preview, then how far they are. */
export default function BatchesView({ route }: { readonly route: Route }) {
  const text = useWords(batchesWords);
  return (
    <section className="stack">
      <h1>{text.title}</h1>
      {route.id === null ? (
        <>
          <p className="intro">{text.intro}</p>
          <UploadBatch />
          <FindBatch />
        </>
      ) : (
        <ProgressView batchId={route.id} isSameAgain={route.query['again'] === 'yes'} />
      )}
    </section>
  );
}
