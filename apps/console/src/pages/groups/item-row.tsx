// One record of a group: chosen or not, its title, its state, its note, since when it is there, what can be done with it.
import type { SelectionItem } from "@holdfast/contract";
import type { CSSProperties, MouseEvent, ReactNode } from "react";
import { Icon } from "../../parts/icon.js";
import { Menu, type MenuItem } from "../../parts/menu.js";
import { TickBox } from "../../parts/tick-box.js";
import { TimeText } from "../../parts/time-text.js";
import { NoteCell } from "./note-cell.js";
import { StateMenu } from "../../parts/state-menu.js";

interface ItemRowProps {
  readonly index: number;
  readonly item: SelectionItem | undefined;
  readonly style: CSSProperties;
  readonly now: number;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  /** It is leaving the group: the server is about to say so. */
  readonly isGone: boolean;
  readonly usedStates: readonly string[];
  readonly sections: readonly { readonly heading?: string; readonly items: readonly MenuItem[] }[];
  readonly onChoose: (event: MouseEvent) => void;
  readonly onOpen: () => void;
  readonly onNote: (note: string) => void;
  readonly onState: (state: string | null) => void;
}

function ItemBone({ index, style }: Pick<ItemRowProps, "index" | "style">): ReactNode {
  return (
    <div role="row" className="item-row" aria-rowindex={index + 2} style={style}>
      <span role="cell" className="item-tick">
        <span className="bar bar-tick" />
      </span>
      <span role="cell" className="item-title">
        <span className="bar" data-width={(index * 7) % 5} />
      </span>
    </div>
  );
}

export function ItemRow(props: ItemRowProps): ReactNode {
  const { index, item, style, now, isChosen, isActive, isGone, usedStates, sections } = props;
  if (item === undefined) return <ItemBone index={index} style={style} />;
  const { record, note, state, createdAt } = item;
  return (
    <div
      role="row"
      className="item-row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-gone={isGone || undefined}
      data-index={index}
      style={style}
    >
      <span role="cell" className="item-tick">
        <TickBox
          label={`Choose ${record.title}`}
          state={isChosen ? "all" : "none"}
          onToggle={props.onChoose}
          skipTab={!isActive}
        />
      </span>
      <span role="cell" className="item-title">
        <button
          type="button"
          tabIndex={isActive ? 0 : -1}
          className="record-title record-open"
          title={`Details of ${record.title}`}
          onClick={props.onOpen}
        >
          {record.title}
        </button>
        {record.reference !== null && <span className="record-reference">{record.reference}</span>}
        {record.withdrawnAt !== null && (
          <span className="tag" data-tone="warn">
            Withdrawn
          </span>
        )}
      </span>
      <span role="cell" className="item-state">
        <StateMenu
          label={state === null ? `Set state of ${record.title}` : `State of ${record.title}: ${state}`}
          current={state}
          used={usedStates}
          skipTab={!isActive}
          triggerClass={state === null ? "state-button state-none" : "state-button"}
          trigger={state ?? "Set state"}
          onSet={props.onState}
        />
      </span>
      <span role="cell" className="item-note">
        <NoteCell title={record.title} note={note} skipTab={!isActive} onSave={props.onNote} />
      </span>
      <span role="cell" className="item-added">
        <TimeText past at={createdAt} now={now} />
      </span>
      <span role="cell" className="item-more">
        <Menu label={`Actions for ${record.title}`} trigger={<Icon name="more" />} skipTab={!isActive} sections={sections} />
      </span>
    </div>
  );
}
