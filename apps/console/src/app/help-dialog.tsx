// All keys of the console in one list; `?` opens it.
import type { ReactNode } from "react";
import { Dialog } from "../parts/dialog.js";

type Row = readonly [keys: readonly string[], does: string];

const sections: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  {
    title: "Everywhere",
    rows: [
      [["Ctrl", "Z"], "Undo your last change"],
      [["Ctrl", "Shift", "Z"], "Do it again"],
      [
        ["G", "R"],
        "Go to the records; G with G, A, C or S leads to groups, activity, connections and sessions, for administrators with O to operations",
      ],
      [["/"], "Go to the search"],
      [["?"], "This list"],
      [["Esc"], "Close a dialog or a menu"],
    ],
  },
  {
    title: "Records",
    rows: [
      [["↑", "↓"], "Move to a row, as J and K do; Page Up, Page Down, Home and End go further"],
      [["Space"], "Tick the row, or the range; X ticks the row"],
      [["Enter"], "Open the details of the row, which then follow the arrows"],
      [["Shift", "↓"], "Extend the range"],
      [["Shift", "Space"], "Tick from the last tick to here, also over rows that are not loaded"],
      [["Ctrl", "A"], "Tick the rows in view; once more, all that match"],
      [["Ctrl", "click"], "Tick the row wherever it is pressed; with Shift from the last tick to here"],
      [["Hold"], "On a touch screen: from the last tick to here"],
      [["←", "→"], "On the edge of a column: narrower or wider; Delete resets it"],
      [["Esc"], "Leave the range, then the offer, then the details"],
    ],
  },
  {
    title: "Groups",
    rows: [
      [["Space"], "On the handle of a group: lift it, and put it down"],
      [["↑", "↓"], "Move the group that was lifted"],
      [["Esc"], "Put it back where it was"],
      [["Enter"], "In a note: save it; with Shift begin a new line"],
      [["←", "→"], "On the slider of the history: one version back or forth"],
    ],
  },
];

export function HelpDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title="Keys" onClose={onClose}>
      {sections.map(({ title, rows }) => (
        <section key={title} className="keys" aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {rows.map(([keys, does]) => (
              <div key={does}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
