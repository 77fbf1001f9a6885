// Shown in the place of a page whose code could not be fetched, or that failed: the frame around it goes on working.
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { HoldfastProblem } from "@holdfast/client";
import type { ReactNode } from "react";
import { Button } from "../parts/button.js";
import { EmptyState, ProblemState } from "../parts/empty-state.js";

/** What browsers say when a module cannot be fetched. */
const isNotFetched = (error: unknown): boolean => error instanceof TypeError && /import|module|fetch/i.test(error.message);

export function PageFailure({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  if (error instanceof HoldfastProblem || !isNotFetched(error)) return <ProblemState problem={error} onRetry={retry} isPage />;
  return (
    <EmptyState
      icon="offline"
      isPage
      title="This page could not be fetched"
      action={
        <Button icon="refresh" onClick={() => location.reload()}>
          Load it again
        </Button>
      }
    >
      <p>There is no connection just now, or there is a newer version. What you changed is kept in this browser.</p>
    </EmptyState>
  );
}
