// A virtual list of records of which only the ids are known: titles are read as they come into view.
import type { RecordId } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, type CSSProperties, type ReactNode } from "react";
import { recordQuery } from "../../data/record.js";
import { useDebounced } from "../../data/use-debounced.js";

const rowHeight = 38;

interface RowProps {
  readonly id: RecordId;
  readonly style: CSSProperties;
  readonly place: number;
  readonly total: number;
}

function Row({ id, style, place, total }: RowProps): ReactNode {
  // What is only scrolled past is not read.
  const settled = useDebounced(true, 80);
  const { data, isError } = useQuery({ ...recordQuery(id), enabled: settled });
  return (
    <li className="record-line" style={style} aria-posinset={place + 1} aria-setsize={total}>
      {data === undefined ? (
        isError ? (
          <span className="muted">This record cannot be read</span>
        ) : (
          <span className="bar" data-width={place % 5} />
        )
      ) : (
        <>
          <span className="record-title" title={data.title}>
            {data.title}
          </span>
          {data.reference !== null && <span className="record-reference">{data.reference}</span>}
        </>
      )}
    </li>
  );
}

export function RecordList({ ids, label }: { readonly ids: readonly RecordId[]; readonly label: string }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are not memoised here, and no compiler does it for us
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div ref={scroller} className="record-list" role="region" aria-label={label} tabIndex={0}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const id = ids[index];
          return id === undefined ? null : (
            <Row
              key={id}
              id={id}
              place={index}
              total={ids.length}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            />
          );
        })}
      </ul>
    </div>
  );
}
