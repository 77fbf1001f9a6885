// The groups in the side bar: which one is current, how many records each holds, and what can be done with them (UI-03).
import type { Group, GroupId } from "@holdfast/contract";
import { useGroups } from "@holdfast/react";
import { Link, useNavigate, useRouterState, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { selectedCount } from "@holdfast/client";
import { useCurrentGroup, useGroupChange, useSelection } from "../data/groups.js";
import { useSpeaker } from "../parts/announcer.js";
import { Button, IconButton } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { Menu } from "../parts/menu.js";
import { DeleteGroupDialog } from "../pages/groups/delete-group-dialog.js";
import { GroupDialog } from "../pages/groups/group-dialog.js";

const number = new Intl.NumberFormat("en-GB");
type Asked = { readonly what: "create" } | { readonly what: "edit" | "delete"; readonly group: Group };

function CurrentCount({ group }: { readonly group: Group }): ReactNode {
  const state = useSelection(group.id);
  return <>{number.format(state === undefined ? group.count : selectedCount(state))}</>;
}

function GroupRow({
  group,
  isCurrent,
  onAsk,
  onDefault,
  onOpen,
}: {
  readonly group: Group;
  readonly isCurrent: boolean;
  readonly onAsk: (asked: Asked) => void;
  readonly onDefault: () => void;
  readonly onOpen: () => void;
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
              { label: "Open", icon: "groups", onSelect: onOpen },
              { label: "Edit", icon: "edit", onSelect: () => onAsk({ what: "edit", group }) },
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
  const { groups: known, problem, refresh } = useGroups();
  const search: { readonly group?: string } = useSearch({ strict: false });
  const { groups, current } = useCurrentGroup(search.group as GroupId | undefined);
  const [asked, setAsked] = useState<Asked>();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const change = useGroupChange();
  const { notify, announce } = useSpeaker();
  const navigate = useNavigate();
  const close = (): void => setAsked(undefined);
  /** To the records with this group; out of the one that was deleted. */
  const go = async (group: GroupId | undefined): Promise<void> => {
    if (group !== undefined) return navigate({ to: "/records", search: (before) => ({ ...before, group }) });
    if (asked?.what === "delete" && pathname === `/groups/${asked.group.id}`) return navigate({ to: "/groups" });
    await navigate({ to: ".", search: ({ group: _, ...rest }: { group?: string }) => rest });
  };
  const makeDefault = async (group: Group): Promise<void> => {
    const outcome = await change({ kind: "make_default", group: group.id });
    if (outcome.status === "answered") announce(`${group.name} is now the default group.`);
    else notify({ tone: "bad", text: outcome.problem.detail, detail: outcome.problem.action });
  };
  return (
    <section className="groups" aria-labelledby="groups-title">
      <header className="groups-head">
        <h2 id="groups-title">Select into</h2>
        <IconButton icon="plus" label="Create group" onClick={() => setAsked({ what: "create" })} />
      </header>
      {problem !== undefined && known === undefined && (
        <div className="groups-failed" role="alert">
          <p>The groups could not be read.</p>
          <Button look="quiet" onClick={() => void refresh()}>
            Try again
          </Button>
        </div>
      )}
      <ul className="group-rows" aria-busy={known === undefined}>
        {known === undefined &&
          problem === undefined &&
          [70, 52, 84].map((width) => <li key={width} className="skeleton-row" data-width={width} />)}
        {groups.map((group) => (
          <GroupRow
            key={group.id}
            group={group}
            isCurrent={group.id === current?.id}
            onAsk={setAsked}
            onDefault={() => void makeDefault(group)}
            onOpen={() => void navigate({ to: "/groups/$id", params: { id: group.id } })}
          />
        ))}
      </ul>
      {asked?.what === "create" && <GroupDialog onClose={close} onCreated={(group) => void go(group)} />}
      {asked?.what === "edit" && <GroupDialog group={asked.group} onClose={close} />}
      {asked?.what === "delete" && <DeleteGroupDialog group={asked.group} onClose={close} onDeleted={() => void go(undefined)} />}
    </section>
  );
}
