import { useId, type ReactNode } from 'react';

/** What ties a control to its label, its hint and its problems. */
interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problems?: readonly string[];
  readonly children: (props: ControlProps) => ReactNode;
}

/** A control with its label; problems are read out with it. */
export function Field({ label, hint, problems = [], children }: Props) {
  const id = useId();
  const isBad = problems.length > 0;
  const described = [hint && `${id}-hint`, isBad && `${id}-problems`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': isBad || undefined })}
      {isBad && (
        <p className="problems" id={`${id}-problems`}>
          {problems.join('. ')}
        </p>
      )}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
