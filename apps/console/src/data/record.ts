// One record of the catalogue by its id, for lists that know ids only; read once and kept.
import type { RecordId } from "@holdfast/contract";
import { queryOptions } from "@tanstack/react-query";
import { api } from "./api.js";

export const recordQuery = (id: RecordId) =>
  queryOptions({
    queryKey: ["record", id],
    queryFn: ({ signal }) => api.call("getRecord", { params: { id }, signal }),
    staleTime: Infinity,
  });
