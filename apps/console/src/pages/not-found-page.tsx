// An address that leads nowhere.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { EmptyState } from "../parts/empty-state.js";
import { usePageTitle } from "../parts/page-head.js";

export function NotFoundPage(): ReactNode {
  usePageTitle("Not found");
  return (
    <main className="entry">
      <EmptyState
        icon="search"
        isPage
        title="There is no page at this address"
        action={
          <Link to="/records" className="button button-plain">
            Go to the records
          </Link>
        }
      >
        <p>Check the address, or start from the records.</p>
      </EmptyState>
    </main>
  );
}
