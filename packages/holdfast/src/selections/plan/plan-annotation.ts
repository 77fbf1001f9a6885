// Plans what is set beside selections: a note, a state, metadata (SE-01).
import type { RecordId, Version } from "@holdfast/contract";
import { HoldfastError } from "@holdfast/contract";
import type { Annotation, GroupEffect } from "../entry.js";
import { type ChangeOf, type Plan, type PlanContext, requireGroup } from "./plan.js";

function annotationOf({ note, state, metadata, metadataMode }: ChangeOf<"annotate">): Annotation {
  return {
    ...(note === undefined ? {} : { note: note === "" ? null : note }),
    ...(state === undefined ? {} : { state }),
    ...(metadata === undefined ? {} : { metadata: { mode: metadataMode, values: metadata } }),
  };
}

export function planAnnotate({ view, book }: PlanContext, change: ChangeOf<"annotate">): Plan {
  const annotation = annotationOf(change);
  if (Object.keys(annotation).length === 0) {
    throw new HoldfastError("invalid_request", {
      what: "The annotation sets nothing.",
      action: "Send a note, a state or metadata; null clears.",
      fields: [{ path: "change.note", problem: "At least one of note, state and metadata." }],
    });
  }
  const group = requireGroup(view, change.group);
  const annotated = new Set<RecordId>();
  let notThere = 0;
  for (const id of new Set(change.recordIds)) {
    const number = book.find(id);
    if (number !== undefined && group.records.has(number)) annotated.add(id);
    else notThere += 1;
  }
  const version = (annotated.size === 0 ? group.version : group.version + 1) as Version;
  const effect: GroupEffect = { group: group.image.id, version, annotated: [...annotated], annotation };
  return {
    effects: annotated.size === 0 ? [] : [effect],
    answer: {
      groupId: group.image.id,
      version,
      count: group.records.size,
      requested: change.recordIds.length,
      notThere,
      annotated: annotated.size,
    },
  };
}
