// Holds the panel of changes, and tells of a refusal that nobody else is there to tell of.
import type { OperationId } from "@holdfast/contract";
import { useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { changeWords } from "../../data/change-words.js";
import { useCurrentGroup } from "../../data/groups.js";
import { useChanges } from "../../data/use-live.js";
import { useSpeaker } from "../../parts/announcer.js";
import { changesEvent, openChanges } from "./open-changes.js";

const ChangesPanel = lazy(() => import("./changes-panel.js").then(({ ChangesPanel: component }) => ({ default: component })));

/** Where the strip above the bar tells of it. */
const isStripPage = (pathname: string, { tab }: { readonly tab?: unknown }): boolean =>
  pathname === "/records" || (/^\/groups\/(?!compare)./.test(pathname) && tab !== "history");

/** What an earlier page left waiting and the server refused has no dialog and no row on this page to say so. */
function useRefusalsTold(): void {
  const changes = useChanges();
  const { groups } = useCurrentGroup(undefined);
  const { notify } = useSpeaker();
  const told = useRef(new Set<OperationId>());
  const hasStrip = useRouterState({ select: ({ location }) => isStripPage(location.pathname, location.search) });
  useEffect(() => {
    for (const { operationId, change, state, isTakenUp, refusal } of changes) {
      if (state !== "refused" || !isTakenUp || refusal === undefined || told.current.has(operationId)) continue;
      told.current.add(operationId);
      if (hasStrip) continue;
      notify({
        tone: "bad",
        text: `Refused: ${changeWords(change, groups)}.`,
        detail: `${refusal.detail} ${refusal.action}`,
        action: { label: "Show", onSelect: () => openChanges(operationId) },
      });
    }
  }, [changes, groups, notify, hasStrip]);
}

export function ChangesHost(): ReactNode {
  const [asked, setAsked] = useState<{ readonly operationId: OperationId | undefined }>();
  useRefusalsTold();
  useEffect(() => {
    const open = (event: Event): void => setAsked({ operationId: (event as CustomEvent<OperationId | undefined>).detail });
    addEventListener(changesEvent, open);
    return () => removeEventListener(changesEvent, open);
  }, []);
  return (
    <Suspense>{asked !== undefined && <ChangesPanel first={asked.operationId} onClose={() => setAsked(undefined)} />}</Suspense>
  );
}
