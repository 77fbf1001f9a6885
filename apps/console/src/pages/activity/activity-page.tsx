// What happened: charts and a timeline of the trail, filters in the address, the integrity of the whole as a fact (UI-04).
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { countsQuery, timelineQuery } from "../../data/activity.js";
import { exportActivityAddress } from "../../data/activity-export.js";
import { activitySearchOf, type ActivityChange, type ActivitySearch } from "../../data/activity-search.js";
import { EmptyState, ProblemState } from "../../parts/empty-state.js";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { Menu } from "../../parts/menu.js";
import { PageHead } from "../../parts/page-head.js";
import { ActivityCharts } from "./activity-charts.js";
import { ActivityFilters } from "./activity-filters.js";
import { IntegrityCard } from "./integrity-card.js";
import { Timeline } from "./timeline.js";
import "./activity.css";

/** The browser's own download shows its progress and where the file went. */
function download(search: ActivitySearch, format: "csv" | "lines", now: number): void {
  const link = document.createElement("a");
  link.href = exportActivityAddress(search, format, now);
  link.download = "";
  link.click();
}

function ExportMenu({ search, now }: { readonly search: ActivitySearch; readonly now: number }): ReactNode {
  return (
    <Menu
      label="Export what is shown"
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
            { label: "CSV, for spreadsheets", icon: "download", onSelect: () => download(search, "csv", now) },
            { label: "JSON lines, for programs", icon: "download", onSelect: () => download(search, "lines", now) },
          ],
        },
      ]}
    />
  );
}

function WhoSwitch({
  search,
  onChange,
}: {
  readonly search: ActivitySearch;
  readonly onChange: (next: ActivityChange) => void;
}): ReactNode {
  const isEverybody = search.who === "everybody";
  return (
    <div className="segments" role="group" aria-label="Whose activity">
      <button
        type="button"
        className="segment"
        aria-pressed={!isEverybody}
        onClick={() => onChange({ ...search, who: undefined, user: undefined })}
      >
        Yours
      </button>
      <button
        type="button"
        className="segment"
        aria-pressed={isEverybody}
        onClick={() => onChange({ ...search, who: "everybody" })}
      >
        Everybody’s
      </button>
    </div>
  );
}

export function ActivityPage(): ReactNode {
  const asked = useSearch({ from: "/shell/activity" });
  const { me } = useRouteContext({ from: "/shell" });
  const navigate = useNavigate();
  const isAdmin = me.account.role === "admin";
  const { who: _, user: __, ...own } = asked;
  const search: ActivitySearch = isAdmin ? asked : own;
  const [now, setNow] = useState(() => Date.now());
  const timeline = useInfiniteQuery(timelineQuery(search, now));
  const counts = useQuery(countsQuery(search, now));
  const change = (next: ActivityChange): void => {
    setNow(Date.now());
    void navigate({ to: "/activity", search: activitySearchOf(next), replace: true });
  };
  const entries = timeline.data?.pages.flatMap((page) => page.entries) ?? [];
  const isFailed = timeline.data === undefined && timeline.error !== null;
  return (
    <div className="page page-wide activity">
      <PageHead
        title="Activity"
        action={
          <div className="page-actions">
            {isAdmin && <WhoSwitch search={search} onChange={change} />}
            <ExportMenu search={search} now={now} />
          </div>
        }
      >
        {search.who === "everybody"
          ? "Everything that anybody did, as the trail has it."
          : "Everything that was done with what is yours, as the trail has it."}
      </PageHead>
      <IntegrityCard isAdmin={isAdmin} entries={timeline.data === undefined ? undefined : entries} />
      <ActivityFilters search={search} isAdmin={isAdmin} onChange={change} />
      {isFailed ? (
        <ProblemState problem={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : (
        <>
          <ActivityCharts search={search} now={now} counts={counts.data?.counts} onChange={change} />
          {timeline.data !== undefined && entries.length === 0 ? (
            <EmptyState
              icon="activity"
              title={Object.keys(asked).length === 0 ? "Nothing has happened in the last 30 days" : "Nothing fits these filters"}
              action={<Button onClick={() => change({ who: search.who, period: "all" })}>Show everything</Button>}
            >
              <p>Each change leaves an entry here, with who made it, when and from where.</p>
            </EmptyState>
          ) : (
            <Timeline
              entries={timeline.data === undefined ? undefined : entries}
              isOld={timeline.isPlaceholderData}
              search={search}
              onChange={change}
            />
          )}
          {timeline.hasNextPage && (
            <div className="activity-more">
              <Button busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
                Show earlier
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
