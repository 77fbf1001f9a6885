// What the doctor says of the job that shortens the audit trail.
import { expect, it } from "vitest";
import { checkRetention } from "./check-retention.js";

const ranAt = "2026-01-31T10:00:00.000000Z";
const now = Date.parse("2026-02-01T10:00:00Z");
const run = { ranAt, removedRows: 7, problem: null };

it("[AU-05] is content with a job that ran, or that had no time to", () => {
  expect(checkRetention(undefined, now).state).toBe("ok");
  expect(checkRetention(run, now)).toMatchObject({ state: "ok", found: expect.stringContaining("removed 7 rows") as unknown });
});

it("[AU-05] warns of a job that could not do its work, or that nobody runs any longer", () => {
  expect(checkRetention({ ...run, problem: "The clocks are apart." }, now)).toMatchObject({
    state: "warning",
    found: expect.stringContaining("The clocks are apart.") as unknown,
  });
  expect(checkRetention(run, Date.parse("2026-06-01T10:00:00Z")).state).toBe("warning");
});
