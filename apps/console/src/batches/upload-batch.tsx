import { useState } from 'react';
import { useIsSimulated } from '../app/session.js';
import { useWords } from '../i18n/language.js';
import { batchesWords } from './batches.words.js';
import { csvLines } from './csv-lines.js';
import { csvRows, type CsvReading } from './csv-rows.js';
import { FilePicker } from './file-picker.js';
import { ReadFile } from './read-file.js';
import { SAMPLE } from './sample.js';

interface Read {
  /** Tells readings apart, of the same file too. */
  readonly number: number;
  readonly name: string;
  readonly reading: CsvReading;
}

/** From a file to a batch that the server has taken on. The file stays in the page until it is sent. */
export function UploadBatch() {
  const text = useWords(batchesWords);
  const isSimulated = useIsSimulated();
  const [read, setRead] = useState<Read | null>(null);
  const take = (name: string, csv: string): void =>
    setRead((before) => ({ number: (before?.number ?? 0) + 1, name, reading: csvRows(csvLines(csv)) }));
  return (
    <>
      <div className="card stack">
        <FilePicker onFile={(file) => void file.text().then((csv) => take(file.name, csv))} />
        {isSimulated && (
          <p className="hint">
            <button type="button" onClick={() => take('sample.csv', SAMPLE)}>
              {text.sample}
            </button>{' '}
            {text.sampleHint}
          </p>
        )}
      </div>
      {read && <ReadFile key={read.number} name={read.name} reading={read.reading} />}
    </>
  );
}
