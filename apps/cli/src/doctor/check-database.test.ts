// The doctor finds nothing on a database that is in order, and names each thing that is not.
import type { DatabaseFacts, RoleRights } from "holdfast";
import { expect, it } from "vitest";
import { checkDatabase } from "./check-database.js";
import { checkNode } from "./check-machine.js";

const rights = (role: string, more: Partial<RoleRights> = {}): RoleRights => ({
  role,
  isSuperuser: false,
  bypassesPolicies: false,
  ownsTables: false,
  canSetConfig: false,
  login: "login",
  loginIsSuperuser: false,
  loginBypassesPolicies: false,
  ...more,
});
const lane = {
  journalId: "j",
  place: "/j",
  lane: 0,
  epoch: 1,
  position: 9,
  applied: 8,
  quarantined: 1,
  isOpen: true,
  updatedAt: "now",
};
const healthy: DatabaseFacts = {
  serverVersion: 150_004,
  schemaVersion: 6,
  knownSchemaVersion: 6,
  requestRole: rights("holdfast_app"),
  workerRole: rights("holdfast_writer"),
  unprotectedTables: [],
  catalogueGuard: { table: "holdfast.record", rolesThatMayDelete: [], triggers: 2 },
  lanes: [lane],
  openQuarantine: 0,
  auditPartitionsAhead: 3,
};

it("[DX-06] finds nothing on a database that is in order", () => {
  expect(checkDatabase(healthy).map(({ state }) => state)).toEqual(Array(10).fill("ok"));
});

it("[SY-09] a journal's lanes are accounted for together", () => {
  const lanes = [
    { ...lane, position: 10, applied: 3, quarantined: 1 },
    { ...lane, lane: 1, position: 12, applied: 7, quarantined: 0 },
  ];
  expect(checkDatabase({ ...healthy, lanes }).every(({ state }) => state === "ok")).toBe(true);
});

it.each<[Partial<DatabaseFacts>, string, "warning" | "failed", string]>([
  [{ serverVersion: 140_010 }, "PostgreSQL", "failed", "PostgreSQL 14.10 is too old."],
  [{ schemaVersion: 5 }, "Schema", "failed", "The schema is at migration 5 of 6."],
  [{ schemaVersion: 7 }, "Schema", "warning", "this program knows 6"],
  [{ requestRole: rights("holdfast_app", { isSuperuser: true }) }, "Request role", "failed", "holdfast_app is a superuser."],
  [{ requestRole: rights("holdfast_app", { ownsTables: true }) }, "Request role", "failed", "owns the tables"],
  [{ requestRole: rights("holdfast_app", { loginIsSuperuser: true }) }, "Request role", "warning", "its login login is not"],
  [{ workerRole: undefined }, "Worker role", "failed", "was not found"],
  [{ requestRole: rights("holdfast_app", { canSetConfig: true }) }, "set_config", "warning", "can claim to be another user"],
  [{ unprotectedTables: ["selection"] }, "Row-level security", "failed", "Not forced on holdfast.selection."],
  [
    { catalogueGuard: { table: "r", rolesThatMayDelete: ["holdfast_app"], triggers: 2 } },
    "Catalogue",
    "failed",
    "holdfast_app may delete records.",
  ],
  [{ catalogueGuard: { table: "r", rolesThatMayDelete: [], triggers: 1 } }, "Catalogue", "failed", "missing or off"],
  [{ lanes: [{ ...lane, position: 10, applied: 8, quarantined: 1 }] }, "Conservation", "failed", "Of the 10 operations"],
  [
    {
      lanes: [
        { ...lane, position: 10, applied: 3, quarantined: 0 },
        { ...lane, lane: 1, position: 12, applied: 5, quarantined: 1 },
      ],
    },
    "Conservation",
    "failed",
    "Of the 10 to 12 operations",
  ],
  [{ openQuarantine: 2 }, "Quarantine", "warning", "2 operations"],
  [{ auditPartitionsAhead: 0 }, "Audit trail", "warning", "no partition for the next month"],
])("[DX-06] finds %j", (wrong, name, state, found) => {
  const others = checkDatabase({ ...healthy, ...wrong }).filter((one) => one.state !== "ok");
  expect(others).toEqual([
    { name, state, found: expect.stringContaining(found) as unknown, action: expect.stringMatching(/\w/) as unknown },
  ]);
});

it.each([
  ["20.18.9", "failed"],
  ["20.19.0", "ok"],
  ["24.0.0", "ok"],
])("[DX-01] judges Node %s", (version, state) => {
  expect(checkNode(version).state).toBe(state);
});
