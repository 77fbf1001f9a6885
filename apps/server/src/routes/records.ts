// The catalogue over HTTP: the query becomes a page request and a filter.
import type { RecordFilter, recordFilterQuerySchema } from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import type { z } from "zod";
import type { HandlersOf } from "../api/endpoint-handler.js";
import { notFound } from "../api/not-found.js";

type FilterQuery = z.output<typeof recordFilterQuerySchema>;

const PAGE = 100;

/** Only what was asked for: an absent key and an undefined one are not the same to the catalogue. */
function toFilter(query: FilterQuery): RecordFilter {
  const { text, family, type, status, yearFrom, yearTo, groupId, selected } = query;
  const filter = {
    text: text?.trim(),
    family,
    type,
    status,
    yearFrom,
    yearTo,
    groupId,
    selected: selected === undefined ? undefined : selected === "true",
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ""));
}

export function recordRoutes({ catalogue }: Holdfast): HandlersOf<"records"> {
  return {
    searchRecords: async ({ actor, query }) => {
      const { sort, order, offset = 0, limit = PAGE } = query;
      return { status: 200, body: await catalogue.search({ filter: toFilter(query), sort, order, offset, limit }, actor.userId) };
    },

    recordFacets: async ({ actor, query }) => ({ status: 200, body: await catalogue.facets(toFilter(query), actor.userId) }),

    getRecord: async ({ params }) => {
      const [record] = await catalogue.get([params.id]);
      if (record === undefined) throw notFound("record");
      return { status: 200, body: record };
    },

    lookUpRecords: async ({ body }) => ({ status: 200, body: { records: await catalogue.get(body.recordIds) } }),
  };
}
