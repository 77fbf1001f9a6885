// The story of a change as the trail has it, read by its moment; one that is still under way has none there yet (UI-02).
import type { OperationState } from "@holdfast/client";
import type { GroupHistoryEntry } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { storyQuery, type ChangePlace } from "../data/change-story.js";
import { laterText } from "../data/time-words.js";
import { ChangeStory, StoryFact } from "./change-story.js";

interface TrailStoryProps {
  readonly place: ChangePlace;
  readonly state?: OperationState;
  /** How long after it was asked for it was safe and in the database, where this page saw it. */
  readonly safeAfter?: number | undefined;
  readonly syncedAfter?: number | undefined;
  readonly details?: GroupHistoryEntry["details"];
}

const onItsWay: Readonly<Partial<Record<OperationState, string>>> = {
  saving: "On its way to the server. It waits in this browser until it is answered, also through a reload.",
  safe: "Safe in the journal: no crash takes it back. Its story stands in the trail as soon as the database has it.",
  refused: "It never happened: nothing of it is in the database.",
};

export function TrailStory({ place, state = "synced", safeAfter, syncedAfter, details = {} }: TrailStoryProps): ReactNode {
  const { me } = useRouteContext({ from: "/shell" });
  const { data, isError } = useQuery({ ...storyQuery(place), enabled: state === "synced" });
  if (state !== "synced") return <p className="muted">{onItsWay[state]}</p>;
  const note = typeof details["note"] === "string" ? details["note"] : undefined;
  const known = data === null ? { position: null, address: null, userAgent: null } : data;
  return (
    <ChangeStory
      facts={{
        at: place.at,
        operationId: place.operationId,
        // What the trail has not told yet is the user's own: nobody else's changes are read.
        actorId: data?.actorId ?? (data == null ? me.account.id : null),
        sessionId: data?.sessionId ?? null,
        position: known?.position,
        address: known?.address,
        userAgent: known?.userAgent,
        eventId: data?.id,
      }}
      ownId={me.account.id}
      ownSession={me.session.id}
      failed={isError || data === null}
    >
      {safeAfter !== undefined && <StoryFact name="Safe">{laterText(safeAfter)}</StoryFact>}
      {syncedAfter !== undefined && <StoryFact name="In the database">{laterText(syncedAfter)}</StoryFact>}
      {note !== undefined && <StoryFact name="Note">{note}</StoryFact>}
    </ChangeStory>
  );
}
