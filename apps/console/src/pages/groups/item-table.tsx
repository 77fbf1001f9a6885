// The records of a group as a virtual table; one row is in the tab order, and the arrows go from row to row (UI-03, UI-07).
import { headerState, isSelected, type SelectionState } from "@holdfast/client";
import type { Group, RecordId, SelectionItem } from "@holdfast/contract";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { countText } from "../../data/count-words.js";
import { idsBetween, useGroupItems, type ShownItems } from "../../data/group-items.js";
import { useMedia } from "../../data/use-media.js";
import { useNow } from "../../data/use-now.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { EmptyState, ProblemState } from "../../parts/empty-state.js";
import type { MenuItem } from "../../parts/menu.js";
import { TickBox } from "../../parts/tick-box.js";
import { ItemRow } from "./item-row.js";
import type { ItemChanges } from "./use-item-changes.js";

const headHeight = 40;

interface ItemTableProps {
  readonly group: Group;
  readonly state: SelectionState | undefined;
  readonly search: string;
  readonly chosen: ReadonlySet<RecordId>;
  readonly onChosen: (chosen: ReadonlySet<RecordId>) => void;
  readonly onOpen: (id: RecordId) => void;
  readonly changes: ItemChanges;
  readonly sectionsOf: (item: SelectionItem) => readonly { readonly heading?: string; readonly items: readonly MenuItem[] }[];
  readonly onClearSearch: () => void;
  readonly onAdd: () => void;
}

function Nothing({ search, onClearSearch, onAdd }: Pick<ItemTableProps, "search" | "onClearSearch" | "onAdd">): ReactNode {
  return search.trim() === "" ? (
    <EmptyState icon="groups" title="Nothing is in this group yet" action={<Button onClick={onAdd}>Go to the records</Button>}>
      <p>Tick records in the catalogue, or import a list of them.</p>
    </EmptyState>
  ) : (
    <EmptyState icon="search" title="Nothing here matches" action={<Button onClick={onClearSearch}>Show all</Button>}>
      <p>The search looks at titles, references, notes and states.</p>
    </EmptyState>
  );
}

/** The same control one row up or down gets the focus; the row is scrolled into view first. */
function useRowKeys(
  total: number,
  scrollTo: (index: number) => void,
): readonly [number, (index: number) => void, (event: KeyboardEvent<HTMLElement>) => void] {
  const [active, setActive] = useState(0);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const cell = (event.target as HTMLElement).closest("[role=cell]");
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -total, End: total }[event.key];
    if (cell === null || step === undefined || (event.target as HTMLElement).closest("[role=menu]") !== null) return;
    event.preventDefault();
    const next = Math.min(Math.max(0, active + step), total - 1);
    const [table, part] = [event.currentTarget, cell.className];
    setActive(next);
    scrollTo(next);
    requestAnimationFrame(() =>
      table.querySelector<HTMLElement>(`[data-index="${next}"] .${part} :is(button, input)`)?.focus({ preventScroll: true }),
    );
  };
  return [Math.min(active, Math.max(0, total - 1)), setActive, onKeyDown];
}

function withAll(chosen: ReadonlySet<RecordId>, ids: readonly RecordId[], wanted: boolean): ReadonlySet<RecordId> {
  const next = new Set(chosen);
  for (const id of ids) {
    if (wanted) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** A press chooses one; with Shift all from the last one to here, also those that are not loaded. */
function useChoosing(
  { group, chosen, onChosen }: Pick<ItemTableProps, "group" | "chosen" | "onChosen">,
  items: ShownItems,
): (index: number, event: MouseEvent) => void {
  const last = useRef<number>(undefined);
  const { notify } = useSpeaker();
  const chooseRange = async (from: number, to: number, wanted: boolean): Promise<void> => {
    try {
      onChosen(withAll(chosen, await idsBetween(group.id, items, from, to), wanted));
    } catch {
      notify({ tone: "bad", text: "The rows between could not be read, so nothing was chosen.", detail: "Try again." });
    }
  };
  return (index, { shiftKey }) => {
    const id = items.itemAt(index)?.record.id;
    const from = last.current;
    last.current = index;
    if (id === undefined) return;
    const wanted = !chosen.has(id);
    if (shiftKey && from !== undefined && from !== index) void chooseRange(Math.min(from, index), Math.max(from, index), wanted);
    else onChosen(withAll(chosen, [id], wanted));
  };
}

/** All that the table lists: what is found, or the whole group. */
const allOf = (items: ShownItems, search: string, state: SelectionState | undefined): readonly RecordId[] =>
  search.trim() === "" && state !== undefined
    ? [...state.recordIds]
    : Array.from({ length: items.total }, (_, at) => items.itemAt(at)?.record.id).filter((id) => id !== undefined);

export function ItemTable(props: ItemTableProps): ReactNode {
  const { group, state, search, chosen, onChosen, changes, sectionsOf } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const isCompact = useMedia("(max-width: 759px)");
  const rowHeight = isCompact ? 72 : 48;
  const [range, setRange] = useState({ first: 0, last: 0 });
  const items = useGroupItems(group.id, group.count, search, range.first, range.last);
  // oxlint-disable-next-line react/incompatible-library -- its functions are not memoised here, and no compiler does it for us
  const virtual = useVirtualizer({
    count: items.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  const rows = virtual.getVirtualItems();
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0];
  useEffect(() => {
    const timer = setTimeout(() => setRange({ first, last }), 60);
    return () => clearTimeout(timer);
  }, [first, last]);
  const choose = useChoosing(props, items);
  const [active, setActive, onKeyDown] = useRowKeys(items.total, (index) => virtual.scrollToIndex(index));

  if (items.error !== null && items.itemAt(first) === undefined)
    return <ProblemState problem={items.error} onRetry={items.retry} />;
  if (items.total === 0 && items.searched === undefined) return <Nothing {...props} />;
  const all = allOf(items, search, state);
  const header = headerState(all.map((id) => chosen.has(id)));
  const inView = rows.map(({ index }) => items.itemAt(index)?.state).filter((one) => one != null);
  const enter = ({ target }: FocusEvent): void => {
    const index = target.closest("[data-index]")?.getAttribute("data-index");
    if (index != null) setActive(Number(index));
  };
  const table = (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the controls in the rows are what is operated; the table only leads the focus from one to the next
    <div
      ref={scroller}
      className="item-table"
      role="table"
      aria-label={`Records in ${group.name}`}
      aria-rowcount={items.total + 1}
      aria-busy={items.searched !== undefined}
      onKeyDown={onKeyDown}
      onFocus={enter}
    >
      <div role="rowgroup" className="table-head">
        <div role="row" className="item-head">
          <span role="columnheader" className="item-tick">
            <TickBox
              label={`Choose all ${items.total}`}
              state={header}
              onToggle={() => onChosen(header === "all" ? new Set() : new Set(all))}
            />
          </span>
          <span role="columnheader">Title</span>
          <span role="columnheader">State</span>
          <span role="columnheader">Note</span>
          <span role="columnheader">Added</span>
          <span role="columnheader">
            <span className="visually-hidden">Actions</span>
          </span>
        </div>
      </div>
      <div role="rowgroup" className="table-body" style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, start }) => {
          const item = items.itemAt(index);
          const id = item?.record.id;
          return (
            <ItemRow
              key={id ?? index}
              index={index}
              item={item}
              style={{ height: rowHeight, transform: `translateY(${start - headHeight}px)` }}
              now={now}
              isChosen={id !== undefined && chosen.has(id)}
              isActive={index === active}
              isGone={id !== undefined && state !== undefined && !isSelected(state, id)}
              usedStates={[...new Set(inView)]}
              sections={item === undefined ? [] : sectionsOf(item)}
              onChoose={(event) => choose(index, event)}
              onOpen={() => id !== undefined && props.onOpen(id)}
              onNote={(note) => id !== undefined && changes.setNote(id, item?.record.title ?? "", note)}
              onState={(next) => id !== undefined && changes.setState([id], next)}
            />
          );
        })}
      </div>
    </div>
  );
  return (
    <>
      {items.searched !== undefined && (
        <p className="items-reading" role="status">
          Searched {countText(items.searched)} of {countText(group.count)} so far
        </p>
      )}
      {table}
    </>
  );
}
