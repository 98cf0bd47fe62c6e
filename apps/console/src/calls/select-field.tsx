import { useWords } from '../i18n/language.js';
import { Field } from '../parts/field.js';
import { callsWords } from './calls.words.js';

interface Props {
  readonly label: string;
  /** Empty: all. */
  readonly value: string;
  /** Values with what they are called. */
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

/** A choice of one or all. */
export function SelectField({ label, value, options, onChange }: Props) {
  const text = useWords(callsWords);
  return (
    <Field label={label}>
      {(props) => (
        <select {...props} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{text.all}</option>
          {options.map(([name, called]) => (
            <option key={name} value={name}>
              {called}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
