// In which groups the records of a page are: asked in one call, kept true by events and by what the user does (SE-10).
import {
  createResource,
  type HoldfastProblem,
  isSelected,
  type LiveSession,
  type Resource,
  type Selections,
} from "@holdfast/client";
import type { GroupId, MembershipAnswer, RecordId } from "@holdfast/contract";
import { useEffect, useMemo } from "react";
import { useFromSelections } from "./use-from-selections.js";
import { useHoldfast } from "./use-holdfast.js";
import { useResource } from "./use-resource.js";

export interface Membership {
  /** The groups that hold the record; empty until that is known. */
  readonly groupsOf: (recordId: RecordId) => readonly GroupId[];
  readonly isKnown: boolean;
  readonly problem: HoldfastProblem | undefined;
}

type Holders = MembershipAnswer["groups"];

function holdersOf({ client }: LiveSession, recordIds: readonly RecordId[]): Resource<Holders> {
  return createResource(async (signal) =>
    recordIds.length === 0 ? [] : (await client.call("memberships", { body: { recordIds: [...recordIds] }, signal })).groups,
  );
}

/** What the user did in a group goes before what the server said of it earlier. */
function holds(selections: Selections, groupId: GroupId, said: ReadonlySet<RecordId>, recordId: RecordId): boolean {
  const state = selections.get(groupId);
  if (state === undefined) return said.has(recordId);
  return isSelected(selections.isLoaded(groupId) ? state : { ...state, recordIds: said }, recordId);
}

/** Up to 1,000 records. */
export function useMembership(recordIds: readonly RecordId[]): Membership {
  const session = useHoldfast();
  const { selections } = session;
  const key = recordIds.join();
  // The same ids in a new list are the same question.
  const resource = useMemo(() => holdersOf(session, key === "" ? [] : (key.split(",") as RecordId[])), [session, key]);
  useEffect(
    () =>
      session.listen(({ type }) => {
        if (type === "selection" || type === "groups" || type === "reset") void resource.refresh();
      }),
    [session, resource],
  );
  const { value, problem } = useResource(resource);
  useResource(session.groups);
  useFromSelections((held) => held.revision());
  const said = new Map(value?.map(({ groupId, recordIds: ids }) => [groupId, new Set(ids)]));
  const groupIds = session.groups.get().value?.map(({ id }) => id) ?? [...said.keys()];
  const empty = new Set<RecordId>();
  return {
    groupsOf: (recordId) => groupIds.filter((id) => holds(selections, id, said.get(id) ?? empty, recordId)),
    isKnown: value !== undefined,
    problem,
  };
}
