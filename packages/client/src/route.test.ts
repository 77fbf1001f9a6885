// The client's copy of the routes is the contract's table, no more and no less.
import { apiBase, endpoints } from "@holdfast/contract";
import { expect, test } from "vitest";
import { apiPath, routes } from "./route.js";

test("[DX-03] the client's routes are the contract's endpoints", () => {
  const declared = Object.fromEntries(Object.entries(endpoints).map(([id, { method, path }]) => [id, { method, path }]));
  expect(routes).toEqual(declared);
  expect(apiPath).toBe(apiBase);
});
