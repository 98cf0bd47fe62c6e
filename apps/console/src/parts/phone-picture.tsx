import type { ReactNode } from 'react';
import type { SimulatedCall } from '../api/simulated-call.js';

interface Props {
  readonly label: string;
  readonly state: SimulatedCall['state'] | 'waiting';
  /** How it is with this phone, in a word. */
  readonly says: string;
  readonly spoken: string | null;
  readonly children?: ReactNode;
}

/** A phone as one sees it: dark, ringing, or speaking. */
export function PhonePicture({ label, state, says, spoken, children }: Props) {
  return (
    <figure className={`phone phone-${state}`} aria-label={label}>
      <div className="screen" aria-live="polite">
        <span className="bell" aria-hidden="true" />
        <p className="says">{says}</p>
        {spoken !== null && <p className="spoken">“{spoken}”</p>}
      </div>
      {children}
    </figure>
  );
}
