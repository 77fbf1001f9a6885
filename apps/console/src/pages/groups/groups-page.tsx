// All groups: what each holds and what happened last; made, put in order, opened, compared (UI-03).
import type { Group } from "@holdfast/contract";
import { useGroups } from "@holdfast/react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useCurrentGroup, useGroupChange } from "../../data/groups.js";
import { useNow } from "../../data/use-now.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { ProblemState } from "../../parts/empty-state.js";
import { Icon } from "../../parts/icon.js";
import type { MenuItem } from "../../parts/menu.js";
import { PageHead } from "../../parts/page-head.js";
import { UndoButtons } from "../../parts/undo-buttons.js";
import { DeleteGroupDialog } from "./delete-group-dialog.js";
import { GroupCard } from "./group-card.js";
import { GroupDialog } from "./group-dialog.js";
import { useReorder } from "./use-reorder.js";
import "./group-card.css";

type Asked = { readonly what: "create" } | { readonly what: "edit" | "delete"; readonly group: Group };

function useActions(ask: (asked: Asked) => void): (group: Group) => readonly MenuItem[] {
  const navigate = useNavigate();
  const change = useGroupChange();
  const { announce, notify } = useSpeaker();
  const makeDefault = async (group: Group): Promise<void> => {
    const outcome = await change({ kind: "make_default", group: group.id });
    if (outcome.status === "answered") announce(`${group.name} is now the default group.`);
    else notify({ tone: "bad", text: outcome.problem.detail, detail: outcome.problem.action });
  };
  return (group) => [
    {
      label: "Select records into it",
      icon: "records",
      onSelect: () => void navigate({ to: "/records", search: { group: group.id } }),
    },
    { label: "Edit", icon: "edit", onSelect: () => ask({ what: "edit", group }) },
    { label: "Make default", icon: "star", disabled: group.isDefault, onSelect: () => void makeDefault(group) },
    {
      label: "Delete",
      icon: "trash",
      tone: "danger",
      disabled: group.isDefault,
      onSelect: () => ask({ what: "delete", group }),
    },
  ];
}

export function GroupsPage(): ReactNode {
  const { groups: known, problem, refresh } = useGroups();
  const { groups } = useCurrentGroup(undefined);
  const [asked, setAsked] = useState<Asked>();
  const close = (): void => setAsked(undefined);
  const actionsOf = useActions(setAsked);
  const reorder = useReorder(groups);
  const navigate = useNavigate();
  const now = useNow();
  const actions = (
    <div className="page-actions">
      <UndoButtons />
      {groups.length > 1 && (
        <Link to="/groups/compare" search={{}} className="button button-plain">
          <Icon name="compare" />
          Compare
        </Link>
      )}
      <Button look="primary" icon="plus" onClick={() => setAsked({ what: "create" })}>
        Create group
      </Button>
    </div>
  );
  return (
    <div className="page">
      <PageHead title="Groups" action={actions}>
        Named lists of the records that you selected.
      </PageHead>
      {known === undefined && problem !== undefined && <ProblemState problem={problem} onRetry={() => void refresh()} />}
      <ul className="cards group-cards" aria-label="Groups" aria-busy={known === undefined}>
        {known === undefined &&
          problem === undefined &&
          [0, 1, 2].map((row) => (
            <li key={row} className="card card-bone">
              <span className="bar" data-width="1" />
              <span className="bar" data-width="3" />
            </li>
          ))}
        {groups.map((group) => (
          <GroupCard key={group.id} group={group} now={now} reorder={reorder} actions={actionsOf(group)} />
        ))}
      </ul>
      {groups.length === 1 && (
        <p className="page-note muted">Make more groups to keep records for different purposes apart, and to compare them.</p>
      )}
      {asked?.what === "create" && (
        <GroupDialog onClose={close} onCreated={(id) => void navigate({ to: "/groups/$id", params: { id } })} />
      )}
      {asked?.what === "edit" && <GroupDialog group={asked.group} onClose={close} />}
      {asked?.what === "delete" && <DeleteGroupDialog group={asked.group} onClose={close} />}
    </div>
  );
}
