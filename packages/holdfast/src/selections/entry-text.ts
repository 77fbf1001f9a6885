// The text of an entry as the journal keeps it: what nearly all entries are made of is written by hand, in half of JSON's time.
import type { Actor } from "@holdfast/contract";
import type { GroupEffect, RecordedAnswer, SelectionEntry } from "./entry.js";

/** The same text as JSON.stringify. What is put between quotes here holds ids, times and names of ours, which need no escape. */
export function entryText(body: SelectionEntry): string {
  const { effects, groups, deleted, former, facts } = body;
  const isPlain = groups === undefined && deleted === undefined && former === undefined && facts === undefined;
  const effect = effects.length === 1 && isPlain ? effectText(effects[0] as GroupEffect) : undefined;
  const answer = effect === undefined ? undefined : answerText(body.answer);
  if (effect === undefined || answer === undefined) return JSON.stringify(body);
  const { lane, at, user, actor, operation, kind, fingerprint } = body;
  const laneText = lane === undefined ? "" : `"lane":${lane},`;
  return `{"v":1,${laneText}"at":"${at}","user":"${user}","actor":${actorText(actor)},"operation":"${operation}","kind":"${kind}","fingerprint":"${fingerprint}","effects":[${effect}],"answer":${answer}}`;
}

/** Of somebody of whom the id alone is known by hand; browsers send texts that need an escape. */
function actorText(actor: Actor): string {
  for (const key in actor) if (key !== "userId") return JSON.stringify(actor);
  return `{"userId":"${actor.userId}"}`;
}

/** Of one record that joined or left; undefined for everything else. */
function effectText({
  group,
  version,
  added,
  removed,
  annotated,
  annotation,
  reverted,
  source,
}: GroupEffect): string | undefined {
  if ((annotated ?? annotation ?? reverted ?? source) !== undefined) return undefined;
  const ids = added ?? removed;
  if (ids?.length !== 1 || (added !== undefined && removed !== undefined)) return undefined;
  return `{"group":"${group}","version":${version},"${added === undefined ? "removed" : "added"}":["${ids[0]}"]}`;
}

/** Of a group's id and numbers; undefined for everything else. */
function answerText(answer: RecordedAnswer): string | undefined {
  let text = "";
  for (const key in answer) {
    const value: unknown = answer[key as keyof RecordedAnswer];
    if (typeof value === "number") text += `,"${key}":${value}`;
    else if (key === "groupId" && typeof value === "string") text += `,"groupId":"${value}"`;
    else return undefined;
  }
  return `{${text.slice(1)}}`;
}
