// Shown in the place of what could not be fetched: a page's code, or a part of it.
import type { ReactNode } from "react";
import { Button } from "../parts/button.js";
import { EmptyState } from "../parts/empty-state.js";

/** What browsers say when a module cannot be fetched. */
export const isNotFetched = (error: unknown): boolean => error instanceof TypeError && /import|module|fetch/i.test(error.message);

export function NotFetched(): ReactNode {
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
