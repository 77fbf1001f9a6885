// What floats over the foot of the table: the offer of all that match, rows that could not be read, a list that is old.
import type { ReactNode } from "react";
import type { RecordWindow } from "../../data/record-window.js";
import { Button } from "../../parts/button.js";
import { SelectAllBanner } from "./select-all-banner.js";
import type { RowSelection } from "./use-row-selection.js";

interface TableNotesProps {
  readonly window: RecordWindow;
  readonly selection: RowSelection;
  readonly groupName: string;
  readonly isListOld: boolean;
  readonly onReadAnew: () => void;
}

export function TableNotes({ window, selection, groupName, isListOld, onReadAnew }: TableNotesProps): ReactNode {
  const { status, total } = window;
  return (
    <div className="table-notes">
      <SelectAllBanner selection={selection} total={total ?? 0} groupName={groupName} />
      {status.state === "failed" && total !== undefined && (
        <div className="select-all" role="alert">
          <p>Some rows could not be read. {status.problem.detail}</p>
          <Button look="quiet" icon="refresh" onClick={() => void window.retry()}>
            Try again
          </Button>
        </div>
      )}
      {isListOld && (
        <div className="select-all" role="status">
          <p>The selection has changed since this list was read.</p>
          <Button look="quiet" icon="refresh" onClick={onReadAnew}>
            Show it as it is now
          </Button>
        </div>
      )}
    </div>
  );
}
