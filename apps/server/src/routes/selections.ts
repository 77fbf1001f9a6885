// Selections over HTTP: operations in, groups out; a group's records can be asked for conditionally (SE-06).
import {
  type endpoints,
  type GroupMoment,
  type GroupRecords,
  type GroupRef,
  HoldfastError,
  type Version,
} from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import type { Asked } from "../api/asked.js";
import type { EndpointAnswer, HandlersOf } from "../api/endpoint-handler.js";
import { readFile } from "../api/read-file.js";
import { notFound } from "../api/not-found.js";
import { fileHeaders, importEvents } from "./group-files.js";

const PAGE = 100;

/** The version is enough for a group named by id; `default` can come to mean another group at the same version. */
function etagOf(ref: GroupRef, { groupId, version }: GroupRecords): string {
  return ref === "default" ? `W/"${groupId}.${version}"` : `W/"${version}"`;
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const opaque = etag.slice(2);
  return header.split(",").some((candidate) => candidate.trim() === "*" || candidate.trim().replace(/^W\//, "") === opaque);
}

const there = <T>(found: T | undefined): T => {
  if (found === undefined) throw notFound("group");
  return found;
};

function momentOf({ version, at }: { readonly version?: number | undefined; readonly at?: string | undefined }): GroupMoment {
  if (version !== undefined && at === undefined) return { version: version as Version };
  if (at !== undefined && version === undefined) return { at };
  throw new HoldfastError("invalid_request", {
    what: "The past state of a group needs one moment.",
    action: "Send either `version` or `at`.",
    fields: [{ path: "version", problem: "Exactly one of version and at." }],
  });
}

function recordsAnswer(
  group: GroupRef,
  records: GroupRecords,
  { headers: asked }: Asked,
): EndpointAnswer<typeof endpoints.groupRecords> {
  const etag = etagOf(group, records);
  const headers = { etag };
  return matches(asked.get("if-none-match"), etag)
    ? { status: 304, body: null, headers }
    : { status: 200, body: records, headers };
}

type GroupRoutes = "listGroups" | "getGroup" | "groupRecords" | "groupChanges" | "groupItems" | "perform";

type SelectionRoutes = Omit<HandlersOf<"selections">, "lookAtGroup" | "lookAway">;

export function selectionRoutes(holdfast: Holdfast): SelectionRoutes {
  return { ...groupRoutes(holdfast), ...otherRoutes(holdfast) };
}

function groupRoutes({ selections }: Holdfast): Pick<HandlersOf<"selections">, GroupRoutes> {
  return {
    listGroups: async ({ actor }) => ({ status: 200, body: await selections.groups(actor.userId) }),

    getGroup: async ({ actor, params }) => ({ status: 200, body: there(await selections.group(actor.userId, params.group)) }),

    groupRecords: ({ actor, params: { group }, request }) => {
      // What memory shows is answered in this very step; all else is waited for.
      const atHand = selections.peek(actor.userId)?.records(group);
      if (atHand !== undefined) return recordsAnswer(group, atHand, request);
      return selections.records(actor.userId, group).then((found) => recordsAnswer(group, there(found), request));
    },

    groupChanges: async ({ actor, params, query }) => ({
      status: 200,
      body: there(await selections.changes(actor.userId, params.group, query.since as Version)),
    }),

    groupItems: async ({ actor, params, query: { offset = 0, limit = PAGE, ...one } }) => ({
      status: 200,
      body: there(await selections.items(actor.userId, params.group, { offset, limit, ...one })),
    }),

    perform: async ({ actor, body }) => ({ status: 200, body: await selections.perform(actor, body) }),
  };
}

function otherRoutes({ selections }: Holdfast): Omit<SelectionRoutes, GroupRoutes> {
  return {
    previewCombination: async ({ actor, body }) => ({
      status: 200,
      body: await selections.previewCombination(actor.userId, body),
    }),

    groupHistory: async ({ actor, params, query: { before, limit = 50 } }) => ({
      status: 200,
      body: there(
        await selections.groupHistory(actor.userId, params.group, {
          ...(before === undefined ? {} : { before: before as Version }),
          limit,
        }),
      ),
    }),

    groupState: async ({ actor, params, query }) => ({
      status: 200,
      body: there(await selections.groupState(actor.userId, params.group, momentOf(query))),
    }),

    groupDiff: async ({ actor, params, query: { from, to } }) => ({
      status: 200,
      body: there(await selections.groupDiff(actor.userId, params.group, from as Version, to as Version)),
    }),

    recordHistory: async ({ actor, params, query: { before, limit = 50 } }) => ({
      status: 200,
      body: await selections.recordHistory(actor.userId, params.id, { ...(before === undefined ? {} : { before }), limit }),
    }),

    exportGroup: async ({ actor, params, query: { format = "csv" } }) => {
      const group = there(await selections.group(actor.userId, params.group));
      const text = there(await selections.export(actor.userId, group.id, format));
      return { status: 200, format, text, headers: fileHeaders(group.name, format) };
    },

    importGroup: async ({ actor, params, query, request }) => {
      const order = {
        actor,
        group: params.group,
        file: await readFile(request),
        importId: query.importId,
        dryRun: query.dryRun === "true",
      };
      return { status: 200, format: "lines", text: importEvents({ selections }, order) };
    },

    undoState: async ({ actor }) => ({ status: 200, body: await selections.undoState(actor.userId) }),

    memberships: async ({ actor, body }) => ({ status: 200, body: await selections.memberships(actor.userId, body.recordIds) }),

    flush: async ({ actor }) => ({ status: 200, body: await selections.flush(actor.userId) }),
  };
}
