// One group in the list: its name and what it is for, how many records it holds, what happened last, what can be done with it.
import type { Group } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { countText } from "../../data/count-words.js";
import { lastChangeQuery } from "../../data/group-history.js";
import { historyWords } from "../../data/history-words.js";
import { Icon } from "../../parts/icon.js";
import { Menu, type MenuItem } from "../../parts/menu.js";
import { TimeText } from "../../parts/time-text.js";
import type { Reorder } from "./use-reorder.js";

function LastChange({ group, now }: { readonly group: Group; readonly now: number }): ReactNode {
  const { data } = useQuery(lastChangeQuery(group.id));
  return (
    <p className="group-card-last">
      {data == null ? "Last change" : historyWords(data)} · <TimeText past at={data?.at ?? group.updatedAt} now={now} />
    </p>
  );
}

interface GroupCardProps {
  readonly group: Group;
  readonly now: number;
  readonly reorder: Reorder;
  readonly actions: readonly MenuItem[];
}

export function GroupCard({ group, now, reorder, actions }: GroupCardProps): ReactNode {
  const isLifted = reorder.lifted === group.id;
  return (
    <li className="card group-card" data-lifted={isLifted || undefined} style={{ order: reorder.placeOf(group.id) }}>
      <button
        type="button"
        className="icon-button group-handle"
        aria-label={`Move ${group.name}`}
        aria-pressed={isLifted}
        title="Drag, or press Space and use the arrows"
        {...reorder.handle(group)}
      >
        <Icon name="grip" />
      </button>
      <div className="group-card-main">
        <h2>
          <Link to="/groups/$id" params={{ id: group.id }} className="group-card-link">
            {group.name}
          </Link>
          {group.isDefault && (
            <span className="pill" data-tone="plain">
              <Icon name="star" size={14} /> Default
            </span>
          )}
        </h2>
        {group.description !== null && group.description !== "" && <p className="group-card-about">{group.description}</p>}
        <LastChange group={group} now={now} />
      </div>
      <p className="group-card-count">
        <strong>{countText(group.count)}</strong> {group.count === 1 ? "record" : "records"}
      </p>
      <Menu label={`Actions for ${group.name}`} trigger={<Icon name="more" />} sections={[{ items: actions }]} />
    </li>
  );
}
