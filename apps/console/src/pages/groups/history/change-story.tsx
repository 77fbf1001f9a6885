// The story of one change of a group, with what the trail knows of it.
import type { Group, GroupHistoryEntry } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { storyQuery } from "../../../data/group-history.js";
import { ChangeStory as Story, StoryFact } from "../../../parts/change-story.js";

interface ChangeStoryProps {
  readonly group: Group;
  readonly entry: GroupHistoryEntry;
  readonly ownId: string;
  readonly ownSession: string;
}

export function ChangeStory({ group, entry, ownId, ownSession }: ChangeStoryProps): ReactNode {
  const { data, isError } = useQuery(storyQuery(group.id, entry));
  const note = typeof entry.details["note"] === "string" ? entry.details["note"] : undefined;
  const known = data === null ? { position: null, address: null, userAgent: null } : data;
  const facts = {
    ...entry,
    position: known?.position,
    address: known?.address,
    userAgent: known?.userAgent,
    eventId: data?.id,
  };
  return (
    <Story facts={facts} ownId={ownId} ownSession={ownSession} failed={isError || data === null}>
      {note !== undefined && <StoryFact name="Note">{note}</StoryFact>}
    </Story>
  );
}
