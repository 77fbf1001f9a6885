// Beside the table on wide screens, over it on others: the details of a record, or the filters.
import type { Group, RecordId } from "@holdfast/contract";
import { lazy, Suspense, type ReactNode } from "react";
import { Button } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";

const RecordPanel = lazy(() => import("./record/record-panel.js").then(({ RecordPanel: component }) => ({ default: component })));

interface RecordsSideProps {
  readonly record: RecordId | undefined;
  readonly group: Group | undefined;
  readonly isWide: boolean;
  readonly isPanelOpen: boolean;
  readonly total: number | undefined;
  readonly onCloseRecord: () => void;
  readonly onClosePanel: () => void;
  /** The filters. */
  readonly children: ReactNode;
}

export function RecordsSide(props: RecordsSideProps): ReactNode {
  const { record, group, isWide, isPanelOpen, total, onCloseRecord, onClosePanel, children } = props;
  if (record !== undefined)
    return isWide ? (
      <aside className="filter-side" aria-label="Details">
        <Suspense>
          <RecordPanel id={record} group={group} onClose={onCloseRecord} />
        </Suspense>
      </aside>
    ) : (
      <Dialog title="Details" place="side" onClose={onCloseRecord}>
        <Suspense>
          <RecordPanel id={record} group={group} />
        </Suspense>
      </Dialog>
    );
  if (!isPanelOpen) return null;
  return isWide ? (
    <aside className="filter-side" aria-label="Filters">
      {children}
    </aside>
  ) : (
    <Dialog title="Filters" place="side" onClose={onClosePanel}>
      {children}
      <footer className="dialog-foot">
        <Button look="primary" onClick={onClosePanel}>
          {total === undefined ? "Show records" : `Show ${total.toLocaleString("en-GB")} records`}
        </Button>
      </footer>
    </Dialog>
  );
}
