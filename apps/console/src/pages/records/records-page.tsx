// The records page: the whole catalogue in one table, filters beside it, the selection below (UI-01, UI-02).
import { selectedCount } from "@holdfast/client";
import type { RecordId, RecordSort } from "@holdfast/contract";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { useCurrentGroup, useSelection } from "../../data/groups.js";
import { filterCount, filterOf, noFilters, type TableQuery } from "../../data/table-query.js";
import { remember, remembered } from "../../data/remembered.js";
import { useMedia } from "../../data/use-media.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { EmptyState, ProblemState } from "../../parts/empty-state.js";
import { FilterChips } from "./filter-chips.js";
import { FilterPanel } from "./filter-panel.js";
import { RecordTable } from "./record-table.js";
import { RecordsToolbar } from "./records-toolbar.js";
import { RecordsSide } from "./records-side.js";
import { SelectionBar } from "./selection-bar.js";
import { TableNotes } from "./table-notes.js";
import { TableSkeleton } from "./table-skeleton.js";
import { useColumns } from "./use-columns.js";
import { useHiddenCount } from "./use-hidden-count.js";
import { useRecordWindow } from "./use-record-window.js";
import { useRowSelection } from "./use-row-selection.js";
import { useTableQuery, type ChangeQuery } from "./use-table-query.js";
import "./records.css";
import "./table.css";
import "./select-all.css";
import "./filters.css";

const panelKey = "filters";

/** Beside the table on wide screens, where it is remembered; over it on others, where it is asked for each time. */
function usePanel(): readonly [boolean, (open: boolean) => void] {
  const isWide = useMedia("(min-width: 1280px)");
  const [isDocked, setDocked] = useState(() => remembered(panelKey) !== "closed");
  const [isOver, setOver] = useState(false);
  const choose = (open: boolean): void => {
    if (!isWide) return setOver(open);
    remember(panelKey, open ? "open" : "closed");
    setDocked(open);
  };
  return [isWide ? isDocked : isOver, choose];
}

/** A number that grows when another view is entered, or on demand: what is read under it is read anew. */
function useEdition(view: string): readonly [number, () => void] {
  const [held, setHeld] = useState({ view, edition: 0 });
  const next = (): void => setHeld({ view, edition: held.edition + 1 });
  if (held.view !== view) next();
  return [held.edition, next];
}

function NothingFound({
  query,
  change,
  groupName,
}: {
  readonly query: TableQuery;
  readonly change: ChangeQuery;
  readonly groupName: string;
}): ReactNode {
  const isNarrowed = query.text !== "" || filterCount(query) > 0;
  if (query.onlySelected && !isNarrowed) {
    return (
      <EmptyState
        icon="check"
        title={`Nothing is selected in ${groupName}`}
        action={<Button onClick={() => change({ onlySelected: false })}>Show all records</Button>}
      >
        <p>Tick records in the table, and they are kept here.</p>
      </EmptyState>
    );
  }
  if (!isNarrowed) {
    return (
      <EmptyState icon="records" title="The catalogue is empty">
        <p>Records appear here once they have been imported.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search"
      title="No record matches"
      action={<Button onClick={() => change({ ...noFilters, text: "", onlySelected: false })}>Show all records</Button>}
    >
      <p>
        {query.text === ""
          ? "Take a filter off to see more."
          : `Nothing begins with “${query.text}” under these filters. Try fewer or shorter words.`}
      </p>
    </EmptyState>
  );
}

export function RecordsPage(): ReactNode {
  const [query, change] = useTableQuery();
  const [rangeRows, setRangeRows] = useState(0);
  const [isPanelOpen, setPanelOpen] = usePanel();
  const columns = useColumns();
  const isWide = useMedia("(min-width: 1280px)");
  const { announce } = useSpeaker();
  const { groups, current } = useCurrentGroup(query.group);
  const state = useSelection(current?.id);
  // Entering "only selected" reads it anew; while it is shown, unticked rows stay where they are.
  const [edition, readAnew] = useEdition(`${query.onlySelected} ${current?.id ?? ""}`);
  const filter = useMemo(() => filterOf(query, current?.id), [query, current?.id]);
  const { window, isStale } = useRecordWindow({ filter, sort: query.sort, order: query.order }, query.onlySelected ? edition : 0);
  const { groupId: _, selected: __, ...plainFilter } = filter;
  const hidden = useHiddenCount(state, plainFilter);
  const selection = useRowSelection(window, current, state, hidden);

  const { total, status } = window;
  useEffect(() => {
    if (total !== undefined && !isStale) announce(`${total} records match.`);
  }, [total, isStale, announce]);

  const sort = (by: RecordSort): void => change({ sort: by, order: query.sort === by && query.order === "asc" ? "desc" : "asc" });
  const search = useCallback((text: string) => change({ text }, { replace: true }), [change]);
  // Going from one record to the next replaces the address: back leads out of the details.
  const openRecord = (record: RecordId | undefined): void => change({ record }, { replace: query.record !== undefined });
  const isListOld =
    query.onlySelected &&
    state !== undefined &&
    state.operations.length === 0 &&
    total !== undefined &&
    total !== selectedCount(state) - hidden;

  return (
    <div className="records">
      <RecordsToolbar
        query={query}
        change={change}
        total={total}
        isStale={isStale}
        columns={columns}
        isPanelOpen={isPanelOpen}
        onPanel={() => setPanelOpen(!isPanelOpen)}
        onSearch={search}
      />
      <FilterChips query={query} change={change} />
      <div className="records-body">
        <div className="records-table">
          {status.state === "failed" && total === undefined ? (
            <ProblemState problem={status.problem} onRetry={() => void window.retry()} />
          ) : total === undefined ? (
            <TableSkeleton columns={columns} />
          ) : total === 0 ? (
            <NothingFound query={query} change={change} groupName={current?.name ?? "this group"} />
          ) : (
            <RecordTable
              window={window}
              isStale={isStale}
              selection={selection}
              columns={columns}
              search={query.text}
              open={query.record}
              onOpen={openRecord}
              onSort={sort}
              onRange={setRangeRows}
            />
          )}
          <TableNotes
            window={window}
            selection={selection}
            groupName={current?.name ?? ""}
            isListOld={isListOld}
            onReadAnew={readAnew}
          />
        </div>
        <RecordsSide
          record={query.record}
          group={current}
          isWide={isWide}
          isPanelOpen={isPanelOpen}
          total={total}
          onCloseRecord={() => openRecord(undefined)}
          onClosePanel={() => setPanelOpen(false)}
        >
          <FilterPanel query={query} filter={filter} change={change} />
        </RecordsSide>
      </div>
      {current !== undefined ? (
        <SelectionBar
          groups={groups}
          group={current}
          state={state}
          filter={plainFilter}
          hidden={hidden}
          rangeRows={rangeRows}
          isReading={selection.isReading}
          onGroup={(group) => change({ group: group.id })}
          onShowHidden={() => change({ ...noFilters, text: "", onlySelected: true })}
          onCleared={readAnew}
        />
      ) : (
        <section className="selection-bar" aria-label="Selection" aria-busy="true">
          <div className="selection-main">
            <span className="bar" data-width="1" />
          </div>
        </section>
      )}
    </div>
  );
}
