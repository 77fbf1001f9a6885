// What operations cost.
import { changeSchema } from "@holdfast/contract";
import { expect, it } from "vitest";
import { operationCost, operationRest } from "./operation-cost.js";

const ids = ["6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0001", "6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0002"];
const nothing = { matched: null, added: 0, removed: 0 };

it("[LI-01] one record is one change, a list costs its length", () => {
  const one = operationCost(changeSchema.parse({ kind: "select", recordId: ids[0] }));
  expect(one).toEqual({ limit: "change", points: 1 });
  expect(operationRest(one, { ...nothing, added: 1 })).toBe(0);
  const list = operationCost(changeSchema.parse({ kind: "bulk_select", recordIds: ids }));
  expect(list).toEqual({ limit: "bulk", points: 2 });
  expect(operationRest(list, { ...nothing, added: 2 })).toBe(0);
});

it("[LI-01] what goes by query costs what it matched, when that is known", () => {
  const query = operationCost(changeSchema.parse({ kind: "bulk_select", query: { filter: {} } }));
  expect(query).toEqual({ limit: "bulk", points: 1 });
  expect(operationRest(query, { ...nothing, matched: 19_089, added: 12 })).toBe(19_088);
  const clear = operationCost(changeSchema.parse({ kind: "clear_all" }));
  expect(operationRest(clear, { ...nothing, removed: 301 })).toBe(300);
});
