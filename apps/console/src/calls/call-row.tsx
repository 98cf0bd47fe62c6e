import { memo } from 'react';
import type { CallView } from '../api/call-view.js';
import { hashOf } from '../app/route.js';
import { useFormats, useWords } from '../i18n/language.js';
import { StateChip } from '../parts/state-chip.js';
import { stateWords } from '../parts/state.words.js';

interface Props {
  readonly call: CallView;
  /** In the whole list, from 2 on: the head is 1. */
  readonly position: number;
  /** Pixels from the top. */
  readonly offset: number;
}

export const CallRow = memo(function CallRow({ call, position, offset }: Props) {
  const { kinds } = useWords(stateWords);
  const { dayTime, money } = useFormats();
  return (
    <div role="row" className="call-row" aria-rowindex={position} style={{ transform: `translateY(${offset}px)` }}>
      <span role="cell" className="when">
        <time dateTime={call.createdAt}>{dayTime(call.createdAt)}</time>
      </span>
      <span role="cell">
        <a href={hashOf('calls', call.requestId)}>{call.phone}</a>
      </span>
      <span role="cell" className="kind">
        {kinds[call.kind]}
      </span>
      <span role="cell">
        <StateChip state={call.state} reason={call.reason} />
      </span>
      <span role="cell" className="price">
        {call.price === null ? '' : money(call.price)}
      </span>
    </div>
  );
});
