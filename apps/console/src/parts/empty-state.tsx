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
  /** It is all that the page shows. */
  readonly isPage?: boolean;
}

export function EmptyState({ icon, title, children, action, tone = "plain", isPage = false }: EmptyStateProps): ReactNode {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div className="empty" data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      <span className="empty-icon">
        <Icon name={icon} size={24} />
      </span>
      <Heading className="empty-title">{title}</Heading>
      <div className="empty-text">{children}</div>
      {action}
    </div>
  );
}

interface ProblemStateProps {
  readonly problem: unknown;
  readonly onRetry: () => void;
  readonly isPage?: boolean;
}

export function ProblemState({ problem, onRetry, isPage = false }: ProblemStateProps): ReactNode {
  const isOurs = problem instanceof HoldfastProblem;
  return (
    <EmptyState
      icon="warning"
      tone="bad"
      isPage={isPage}
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
