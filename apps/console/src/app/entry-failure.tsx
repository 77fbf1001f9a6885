// Shown when the console cannot start: nobody answers, or the server cannot serve just now.
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { BrandMark } from "../parts/icon.js";
import { ProblemState } from "../parts/empty-state.js";

export function EntryFailure({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <main className="entry">
      <BrandMark size={40} />
      <ProblemState problem={error} onRetry={retry} />
    </main>
  );
}
