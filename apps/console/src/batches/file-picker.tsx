import type { DragEvent } from 'react';
import { useWords } from '../i18n/language.js';
import { Field } from '../parts/field.js';
import { batchesWords } from './batches.words.js';

/** A file that is chosen or dropped. */
export function FilePicker({ onFile }: { readonly onFile: (file: File) => void }) {
  const text = useWords(batchesWords);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <div className="drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Field label={text.file} hint={text.fileHint}>
        {(props) => (
          <input
            {...props}
            type="file"
            accept=".csv,text/csv,text/plain"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) onFile(file);
              // The same file, mended, may be chosen again.
              target.value = '';
            }}
          />
        )}
      </Field>
      <span className="hint" aria-hidden="true">
        {text.drop}
      </span>
    </div>
  );
}
