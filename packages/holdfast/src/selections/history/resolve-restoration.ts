// Finds out what a group held at the moment that it is to be restored to (SE-14).
import { type Change, type GroupMoment, HoldfastError, type RecordId, type UserId, type Version } from "@holdfast/contract";
import type { HistoryReader } from "./history-reader.js";

export async function resolveRestoration(
  past: HistoryReader,
  userId: UserId,
  { group, version, at }: Extract<Change, { kind: "restore_group" }>,
): Promise<{ readonly ids: readonly RecordId[]; readonly version: Version }> {
  const state = await past.state(userId, group, momentOf(version, at));
  if (state === undefined) {
    throw new HoldfastError("not_found", {
      what: "You have no group with this id.",
      action: "List your groups to see their ids; somebody may have deleted it meanwhile.",
    });
  }
  if (state.recordIds !== null) return { ids: state.recordIds, version: state.version };
  throw new HoldfastError("not_found", {
    what: `The state of the group at version ${state.version} is not known.`,
    why: "The audit trail does not reach back so far, or the group never had that version.",
    action: `Choose a version from ${state.reachesBack} on.`,
    data: { reachesBack: state.reachesBack },
  });
}

function momentOf(version: Version | undefined, at: string | undefined): GroupMoment {
  if (version !== undefined && at === undefined) return { version };
  if (at !== undefined && version === undefined) return { at };
  throw new HoldfastError("invalid_request", {
    what: "A restoration needs one moment.",
    action: "Send either `version` or `at`.",
    fields: [{ path: "change.version", problem: "Exactly one of version and at." }],
  });
}
