// What a page shows when there is nothing, or when it could not be read: what happened and the way on.
import type { ReactNode } from "react";
import { HoldfastProblem } from "@holdfast/client";
import { Button } from "./button.js";
import { Icon, type IconName } from "./icon.js";

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly tone?: "plain" | "bad";
}

export function EmptyState({ icon, title, children, action, tone = "plain" }: EmptyStateProps): ReactNode {
  return (
    <div className="empty" data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      <span className="empty-icon">
        <Icon name={icon} size={24} />
      </span>
      <h2>{title}</h2>
      <div className="empty-text">{children}</div>
      {action}
    </div>
  );
}

export function ProblemState({ problem, onRetry }: { readonly problem: unknown; readonly onRetry: () => void }): ReactNode {
  const isOurs = problem instanceof HoldfastProblem;
  return (
    <EmptyState
      icon="warning"
      tone="bad"
      title={isOurs ? problem.detail : "Something went wrong in this page"}
      action={
        <Button icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p>{isOurs ? problem.action : "Reload it; if it stays, tell an administrator."}</p>
    </EmptyState>
  );
}
