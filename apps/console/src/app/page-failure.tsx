// Shown in the place of a page whose code could not be fetched, or that failed: the frame around it goes on working.
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ProblemState } from "../parts/empty-state.js";
import { isNotFetched, NotFetched } from "./not-fetched.js";

export function PageFailure({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return isNotFetched(error) ? <NotFetched /> : <ProblemState problem={error} onRetry={retry} isPage />;
}
