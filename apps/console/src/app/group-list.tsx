// The groups in the side bar: which one is current, how many records each holds, and what can be done with them (UI-03).
import type { Group, GroupId } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { selectedCount } from "@holdfast/client";
import { groupsQuery, useCurrentGroup, useGroupChange, useSelection } from "../data/groups.js";
import { useSpeaker } from "../parts/announcer.js";
import { Button, IconButton } from "../parts/button.js";
import { ConfirmDialog } from "../parts/dialog.js";
import { Icon } from "../parts/icon.js";
import { Menu } from "../parts/menu.js";
import { GroupNameDialog } from "./group-name-dialog.js";

const number = new Intl.NumberFormat("en-GB");
type Asked = { readonly what: "create" } | { readonly what: "rename" | "delete"; readonly group: Group };

function CurrentCount({ group }: { readonly group: Group }): ReactNode {
  const state = useSelection(group.id);
  return <>{number.format(state === undefined ? group.count : selectedCount(state))}</>;
}

function GroupRow({
  group,
  isCurrent,
  onAsk,
  onDefault,
}: {
  readonly group: Group;
  readonly isCurrent: boolean;
  readonly onAsk: (asked: Asked) => void;
  readonly onDefault: () => void;
}): ReactNode {
  return (
    <li className="group-row" data-current={isCurrent || undefined}>
      <Link
        to="/records"
        search={(before) => ({ ...before, group: group.id })}
        className="group-link"
        activeProps={{}}
        aria-current={isCurrent ? "true" : undefined}
        title={group.name}
      >
        <span className="group-mark" aria-hidden="true" />
        <span className="group-name">{group.name}</span>
        {group.isDefault && (
          <span className="group-default" title="Default group">
            <Icon name="star" size={14} />
            <span className="visually-hidden">, default group</span>
          </span>
        )}
        <span className="group-count">{isCurrent ? <CurrentCount group={group} /> : number.format(group.count)}</span>
      </Link>
      <Menu
        label={`Actions for ${group.name}`}
        trigger={<Icon name="more" />}
        triggerClass="icon-button group-more"
        sections={[
          {
            items: [
              { label: "Rename", icon: "edit", onSelect: () => onAsk({ what: "rename", group }) },
              { label: "Make default", icon: "star", disabled: group.isDefault, onSelect: onDefault },
              {
                label: "Delete",
                icon: "trash",
                tone: "danger",
                disabled: group.isDefault,
                onSelect: () => onAsk({ what: "delete", group }),
              },
            ],
          },
        ]}
      />
    </li>
  );
}

export function GroupList(): ReactNode {
  const { data, isError, refetch } = useQuery(groupsQuery);
  const search: { readonly group?: string } = useSearch({ strict: false });
  const { groups, current } = useCurrentGroup(search.group as GroupId | undefined);
  const [asked, setAsked] = useState<Asked>();
  const change = useGroupChange();
  const { notify, announce } = useSpeaker();
  const makeDefault = async (group: Group): Promise<void> => {
    const outcome = await change({ kind: "make_default", group: group.id });
    if (outcome.status === "answered") announce(`${group.name} is now the default group.`);
    else notify({ tone: "bad", text: outcome.problem.detail, detail: outcome.problem.action });
  };
  return (
    <section className="groups" aria-labelledby="groups-title">
      <header className="groups-head">
        <h2 id="groups-title">Groups</h2>
        <IconButton icon="plus" label="Create group" onClick={() => setAsked({ what: "create" })} />
      </header>
      {isError && data === undefined && (
        <div className="groups-failed" role="alert">
          <p>The groups could not be read.</p>
          <Button look="quiet" onClick={() => void refetch()}>
            Try again
          </Button>
        </div>
      )}
      <ul className="group-rows" aria-busy={data === undefined}>
        {data === undefined &&
          !isError &&
          [70, 52, 84].map((width) => <li key={width} className="skeleton-row" data-width={width} />)}
        {groups.map((group) => (
          <GroupRow
            key={group.id}
            group={group}
            isCurrent={group.id === current?.id}
            onAsk={setAsked}
            onDefault={() => void makeDefault(group)}
          />
        ))}
      </ul>
      {asked?.what === "create" && <GroupNameDialog onClose={() => setAsked(undefined)} />}
      {asked?.what === "rename" && <GroupNameDialog group={asked.group} onClose={() => setAsked(undefined)} />}
      {asked?.what === "delete" && <DeleteGroup group={asked.group} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

function DeleteGroup({ group, onClose }: { readonly group: Group; readonly onClose: () => void }): ReactNode {
  const [busy, setBusy] = useState(false);
  const change = useGroupChange();
  const navigate = useNavigate();
  const { notify } = useSpeaker();
  const remove = async (): Promise<void> => {
    setBusy(true);
    const outcome = await change({ kind: "delete_group", group: group.id });
    onClose();
    if (outcome.status === "refused")
      return notify({ tone: "bad", text: outcome.problem.detail, detail: outcome.problem.action });
    notify({ tone: "good", text: `${group.name} was deleted.` });
    await navigate({ to: ".", search: ({ group: _, ...rest }: { group?: string }) => rest });
  };
  return (
    <ConfirmDialog
      title={`Delete “${group.name}”?`}
      action="Delete group"
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>
        {group.count === 0
          ? "The group is empty."
          : `${number.format(group.count)} ${group.count === 1 ? "record is" : "records are"} selected in it and will no longer be.`}{" "}
        The records themselves stay in the catalogue.
      </p>
    </ConfirmDialog>
  );
}
