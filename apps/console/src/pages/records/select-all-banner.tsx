// After the header's tick: from the rows in view to all that match, minus exceptions (SE-07).
import type { ReactNode } from "react";
import { Button, IconButton } from "../../parts/button.js";
import type { PageGesture, RowSelection } from "./use-row-selection.js";

const number = new Intl.NumberFormat("en-GB");

function exceptWords({ except, wanted }: PageGesture): string {
  if (except.size === 0) return "";
  return ` except the ${except.size === 1 ? "one" : number.format(except.size)} you ${wanted ? "unticked" : "ticked"}`;
}

interface SelectAllBannerProps {
  readonly selection: RowSelection;
  readonly total: number;
  readonly groupName: string;
}

export function SelectAllBanner({ selection, total, groupName }: SelectAllBannerProps): ReactNode {
  const { gesture } = selection;
  if (gesture === undefined) return null;
  const { wanted, rows, isDone } = gesture;
  const verb = wanted ? "Select" : "Deselect";
  const done = wanted ? "selected" : "deselected";
  return (
    <div className="select-all" role="status">
      {isDone ? (
        <p>
          <strong>All {number.format(total)} that match</strong>
          {exceptWords(gesture)} are {done} in {groupName}.
        </p>
      ) : (
        <>
          <p>
            The {number.format(rows)} rows in view are {done}.
          </p>
          <Button look="quiet" onClick={selection.setAllMatching}>
            {`${verb} all ${number.format(total)} that match${exceptWords(gesture)}`}
          </Button>
        </>
      )}
      <IconButton icon="close" label="Close" onClick={selection.endGesture} />
    </div>
  );
}
