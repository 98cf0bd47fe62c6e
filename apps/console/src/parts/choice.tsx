import { useId } from 'react';

interface Props<Value extends string> {
  readonly legend: string;
  /** Values with what they are called. */
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** A choice of few, all in sight. */
export function Choice<Value extends string>({ legend, options, value, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      <div className="options">
        {options.map(([each, called]) => (
          <label key={each}>
            <input type="radio" name={name} checked={each === value} onChange={() => onChange(each)} />
            <span>{called}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
