// One group: what it is for, its records with notes and states, its history; import and export (UI-03, UI-04).
import type { Group, GroupId } from "@holdfast/contract";
import { useGroups, usePresence } from "@holdfast/react";
import { Link, useNavigate, useParams, useRouteContext, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { deviceName } from "../../data/device-name.js";
import { download } from "../../data/export-address.js";
import type { GroupSearch } from "../../data/group-search.js";
import { countText } from "../../data/count-words.js";
import { useCurrentGroup } from "../../data/groups.js";
import { viewerWords } from "../../data/viewer-words.js";
import { Button } from "../../parts/button.js";
import { EmptyState, ProblemState } from "../../parts/empty-state.js";
import { Icon } from "../../parts/icon.js";
import { Menu, type MenuItem } from "../../parts/menu.js";
import { usePageTitle } from "../../parts/page-head.js";
import { DeleteGroupDialog } from "./delete-group-dialog.js";
import { GroupDialog } from "./group-dialog.js";
import { ItemsPanel } from "./items-panel.js";
import "./group-page.css";

const HistoryPanel = lazy(() =>
  import("./history/history-panel.js").then(({ HistoryPanel: component }) => ({ default: component })),
);
const ImportDialog = lazy(() =>
  import("./import/import-dialog.js").then(({ ImportDialog: component }) => ({ default: component })),
);

const historySearch = (version: number | undefined): GroupSearch =>
  version === undefined ? { tab: "history" } : { tab: "history", version };

/** Who else has the group open. Beside the way back, so that nothing moves when they come and go. */
function Viewers({ group }: { readonly group: Group }): ReactNode {
  const { me } = useRouteContext({ from: "/shell" });
  const device = deviceName(navigator.userAgent);
  const words = viewerWords(usePresence(group.id, device), { userId: me.account.id, device });
  return (
    <p className="viewers" role="status">
      {words !== "" && (
        <>
          <Icon name="eye" size={14} />
          {words}
        </>
      )}
    </p>
  );
}

type Asked = "edit" | "delete" | "import";

function GroupHead({ group, onAsk }: { readonly group: Group; readonly onAsk: (asked: Asked) => void }): ReactNode {
  const navigate = useNavigate();
  const more: readonly MenuItem[] = [
    { label: "Edit", icon: "edit", onSelect: () => onAsk("edit") },
    {
      label: "Select records into it",
      icon: "records",
      onSelect: () => void navigate({ to: "/records", search: { group: group.id } }),
    },
    {
      label: "Compare",
      icon: "compare",
      onSelect: () => void navigate({ to: "/groups/compare", search: { a: group.id } }),
    },
    { label: "Delete", icon: "trash", tone: "danger", disabled: group.isDefault, onSelect: () => onAsk("delete") },
  ];
  return (
    <header className="group-head">
      <div className="group-head-main">
        <div className="group-place">
          <Link to="/groups" className="back-link">
            <Icon name="back" size={14} />
            Groups
          </Link>
          <Viewers group={group} />
        </div>
        <h1>
          {group.name}
          {group.isDefault && <span className="pill">Default</span>}
        </h1>
        {group.description !== null && group.description !== "" && <p className="muted">{group.description}</p>}
      </div>
      <div className="page-actions">
        <Button icon="upload" onClick={() => onAsk("import")}>
          Import
        </Button>
        <Menu
          label="Export"
          triggerClass="button button-plain"
          trigger={
            <>
              <Icon name="download" />
              <span>Export</span>
              <Icon name="chevron" size={14} />
            </>
          }
          sections={[
            {
              items: [
                { label: "CSV, for spreadsheets", icon: "download", onSelect: () => download(group, "csv") },
                { label: "JSON lines, for programs", icon: "download", onSelect: () => download(group, "lines") },
              ],
            },
          ]}
        />
        <Menu label={`Actions for ${group.name}`} trigger={<Icon name="more" />} sections={[{ items: more }]} />
      </div>
    </header>
  );
}

function Tabs({ group, isHistory }: { readonly group: Group; readonly isHistory: boolean }): ReactNode {
  const tab = (name: ReactNode, isCurrent: boolean, search: GroupSearch): ReactNode => (
    <Link
      to="/groups/$id"
      params={{ id: group.id }}
      search={search}
      className="tab"
      data-current={isCurrent || undefined}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      {name}
    </Link>
  );
  return (
    <nav className="tabs" aria-label="Parts of the group">
      {tab(
        <>
          Records <span className="tab-count">{countText(group.count)}</span>
        </>,
        !isHistory,
        {},
      )}
      {tab("History", isHistory, { tab: "history" })}
    </nav>
  );
}

function OpenGroup({ group, groups }: { readonly group: Group; readonly groups: readonly Group[] }): ReactNode {
  const { tab, version } = useSearch({ from: "/shell/groups/$id" });
  const [asked, setAsked] = useState<Asked>();
  const navigate = useNavigate();
  usePageTitle(group.name);
  const close = (): void => setAsked(undefined);
  return (
    <div className="group-page">
      <GroupHead group={group} onAsk={setAsked} />
      <Tabs group={group} isHistory={tab === "history"} />
      {tab === "history" ? (
        <Suspense fallback={<div className="history" aria-busy="true" />}>
          <HistoryPanel
            group={group}
            version={version}
            onVersion={(next) =>
              void navigate({ to: "/groups/$id", params: { id: group.id }, search: historySearch(next), replace: true })
            }
          />
        </Suspense>
      ) : (
        <ItemsPanel group={group} groups={groups} />
      )}
      <Suspense>{asked === "import" && <ImportDialog group={group} onClose={close} />}</Suspense>
      {asked === "edit" && <GroupDialog group={group} onClose={close} />}
      {asked === "delete" && (
        <DeleteGroupDialog group={group} onClose={close} onDeleted={() => void navigate({ to: "/groups" })} />
      )}
    </div>
  );
}

export function GroupPage(): ReactNode {
  const { id } = useParams({ from: "/shell/groups/$id" });
  const { groups: known, problem, refresh } = useGroups();
  const { groups } = useCurrentGroup(undefined);
  const group = groups.find((one) => one.id === (id as GroupId));
  if (group !== undefined) return <OpenGroup key={group.id} group={group} groups={groups} />;
  if (known === undefined)
    return problem === undefined ? (
      <div className="group-page" aria-busy="true" />
    ) : (
      <ProblemState problem={problem} onRetry={() => void refresh()} />
    );
  return (
    <EmptyState
      icon="groups"
      title="There is no such group"
      action={
        <Link to="/groups" className="button button-plain">
          Go to the groups
        </Link>
      }
    >
      <p>It was deleted, or the address belongs to somebody else.</p>
    </EmptyState>
  );
}
