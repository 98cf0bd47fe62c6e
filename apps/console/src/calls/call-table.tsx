import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useWords } from '../i18n/language.js';
import type { CallList } from './call-list.js';
import { CallRow } from './call-row.js';
import { callsWords } from './calls.words.js';

const ROW_HEIGHT = 52;
const OVERSCAN = 8;
/** So many rows before the end the next page is asked for. */
const NEAR_END = 60;

interface Props {
  readonly list: CallList;
  readonly isReading: boolean;
  readonly onNearEnd: () => void;
}

/** The rows that can be seen, of however many there are. */
export function CallTable({ list: { items, nextCursor }, isReading, onNearEnd }: Props) {
  const text = useWords(callsWords);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => items[index]!.requestId,
    overscan: OVERSCAN,
  });
  const visible = rows.getVirtualItems();
  const isNearEnd = (visible.at(-1)?.index ?? 0) >= items.length - NEAR_END;
  const reachEnd = useEffectEvent(onNearEnd);
  useEffect(() => {
    if (isNearEnd && !isReading) reachEnd();
  }, [isNearEnd, isReading, items.length]);
  return (
    <div className="card table-card">
      <div ref={scroller} className="scroller" tabIndex={0} role="region" aria-label={text.table}>
        <div role="table" aria-label={text.table} aria-rowcount={nextCursor === null ? items.length + 1 : -1}>
          <TableHead />
          <div role="rowgroup" className="rows" style={{ height: rows.getTotalSize() }}>
            {visible.map(({ index, key, start }) => (
              <CallRow key={key} call={items[index]!} position={index + 2} offset={start} />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

function TableHead() {
  const text = useWords(callsWords);
  const names = [text.created, text.phone, text.kind, text.state, text.price];
  return (
    <div role="rowgroup">
      <div role="row" className="call-row head" aria-rowindex={1}>
        {names.map((name) => (
          <span key={name} role="columnheader">
            {name}
          </span>
        ))}
      </div>
    </div>
  );
}
