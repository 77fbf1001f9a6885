// How the running process is, for administrators: live figures, quarantine, keys, security and limits, retention (UI-06).
import { Link, useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { operationsTabs, type OperationsTab } from "../../data/operations-search.js";
import { EmptyState } from "../../parts/empty-state.js";
import { Button } from "../../parts/button.js";
import { PageHead } from "../../parts/page-head.js";
import { KeysPanel } from "./keys-panel.js";
import { NowPanel } from "./now-panel.js";
import { QuarantinePanel } from "./quarantine-panel.js";
import { RetentionPanel } from "./retention-panel.js";
import { SecurityPanel } from "./security-panel.js";
import "./operations.css";

const names: Readonly<Record<OperationsTab, string>> = {
  now: "Now",
  quarantine: "Quarantine",
  keys: "Keys",
  security: "Security and limits",
  retention: "Retention",
};
const panels: Readonly<Record<OperationsTab, () => ReactNode>> = {
  now: NowPanel,
  quarantine: QuarantinePanel,
  keys: KeysPanel,
  security: SecurityPanel,
  retention: RetentionPanel,
};

/** On a phone the parts are wider than the screen. */
const intoView = (tab: HTMLAnchorElement | null): void => tab?.scrollIntoView({ inline: "center", block: "nearest" });

function NotForYou(): ReactNode {
  const navigate = useNavigate();
  return (
    <div className="page page-wide">
      <PageHead title="Operations" />
      <EmptyState
        icon="operations"
        title="This page is for administrators"
        action={<Button onClick={() => void navigate({ to: "/records" })}>Go to the records</Button>}
      >
        <p>
          Somebody with access to the server makes an account an administrator:{" "}
          <span className="mono">holdfast users role you@example.org admin</span>
        </p>
      </EmptyState>
    </div>
  );
}

export function OperationsPage(): ReactNode {
  const { me } = useRouteContext({ from: "/shell" });
  const { tab = "now" } = useSearch({ from: "/shell/operations" });
  if (me.account.role !== "admin") return <NotForYou />;
  const Panel = panels[tab];
  return (
    <div className="page page-wide operations">
      <PageHead title="Operations">How this server is, and what only administrators do.</PageHead>
      <nav className="tabs" aria-label="Parts of the operations">
        {operationsTabs.map((one) => (
          <Link
            key={one}
            to="/operations"
            search={one === "now" ? {} : { tab: one }}
            ref={one === tab ? intoView : undefined}
            className="tab"
            data-current={one === tab || undefined}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {names[one]}
          </Link>
        ))}
      </nav>
      <Panel />
    </div>
  );
}
