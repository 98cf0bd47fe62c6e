import type { ReactNode } from 'react';
import type { SimulatedCall } from '../api/simulated-call.js';

interface Props {
  readonly label: string;
  readonly state: SimulatedCall['state'] | 'waiting';
  /** How it is with this phone, in a word. */
  readonly says: string;
  /** What it speaks once it is answered. */
  readonly spoken: string | null;
  /** Whether a screen reader reads out what changes: for one phone, not for a wall of them. */
  readonly isReadOut?: boolean;
  readonly children?: ReactNode;
}

/** A phone as one sees it: dark, ringing, or speaking. */
export function PhonePicture({ label, state, says, spoken, isReadOut = false, children }: Props) {
  return (
    <figure className={`phone phone-${state}`} aria-label={label}>
      <div className="screen" aria-live={isReadOut ? 'polite' : undefined}>
        <span className="bell" aria-hidden="true" />
        <p className="says">{says}</p>
        {state === 'answered' && spoken !== null && <p className="spoken">“{spoken}”</p>}
      </div>
      {children}
    </figure>
  );
}
