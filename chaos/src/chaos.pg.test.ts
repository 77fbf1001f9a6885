// The short form of every scenario, with real child processes: what continuous integration runs.
import { expect, it } from "vitest";
import { createChance } from "./load/chance.js";
import { type Outcome, reportOf, type Scenario } from "./scenario.js";
import { clock } from "./scenario/clock.js";
import { crashLoop } from "./scenario/crash-loop.js";
import { damage } from "./scenario/damage.js";
import { databaseKill } from "./scenario/database-kill.js";
import { databaseStop } from "./scenario/database-stop.js";
import { diskFull } from "./scenario/disk-full.js";
import { importing } from "./scenario/import.js";
import { ioError } from "./scenario/io-error.js";
import { keys } from "./scenario/keys.js";
import { kill } from "./scenario/kill.js";
import { poison } from "./scenario/poison.js";
import { powerCut } from "./scenario/power-cut.js";
import { race } from "./scenario/race.js";
import { feed } from "./scenario/feed.js";
import { refresh } from "./scenario/refresh.js";
import { reset } from "./scenario/reset.js";
import { rewind } from "./scenario/rewind.js";
import { revoke } from "./scenario/revoke.js";
import { secondStart } from "./scenario/second-start.js";
import { tamper } from "./scenario/tamper.js";
import { scenarios } from "./scenarios.js";

/** Against hanging: `tamper` runs twenty commands, each a process of its own. */
const timeout = 240_000;
const seed = 20_260_131;

async function play(scenario: Scenario): Promise<Outcome & { readonly ok: boolean }> {
  const chance = createChance(seed);
  const settings = { count: undefined, seconds: undefined, short: true, seed, program: "source" } as const;
  const outcome = await scenario.run({ ...settings, chance, say: () => undefined });
  return { ...outcome, ok: reportOf(scenario.name, outcome).ok };
}

const nothingLost = { ok: true, lost: 0, doubled: 0, problems: [] };

const everywhere: readonly (readonly [title: string, scenario: Scenario])[] = [
  ["[JO-02] [SY-02] [SY-11, L-05] kill -9 under load loses and doubles nothing", kill],
  ["[SY-07] [SY-09] users in memory write on while PostgreSQL is killed, and everything follows", databaseKill],
  ["[SY-07] nobody waits beyond the deadline for a PostgreSQL that stands still", databaseStop],
  ["[SY-02] connections that are reset around COMMIT apply everything exactly once", reset],
  ["[JO-03] torn tails are cut and counted, other damage stops with file and offset", damage],
  ["[JO-07] a second start refuses or waits, and a stale lock is taken over", secondStart],
  ["[JO-07] [SY-03, L-14] of four contenders one writes at a time", race],
  ["[SY-05] [SY-09] what became impossible is quarantined and blocks nobody", poison],
  ["[SY-10] [SY-11] a database restored to an earlier moment is brought forward from the journal", rewind],
  ["[TK-13] a feed that is dead for a second or more makes nobody serve what was revoked", feed],
  ["[TK-13] feeds that break while tokens are revoked make nobody serve them after Δ", revoke],
  ["[TK-19] [TK-21] [TK-22] one call to the provider per expiry, whatever the provider does", refresh],
  ["[TK-07] [TK-08] changed secrets fail closed, and a rotation that is killed twice ends with one key", keys],
  ["[TK-09] imports that are killed on the way go on, and wipe only what is verified and when asked", importing],
  [
    "[AU-04, L-31] whatever a superuser does to the trail, the first row that does not fit is named, and healthy data never",
    tamper,
  ],
  ["[TK-06] [AU-05] a wall clock that jumps by hours and by 400 days ends and removes nothing", clock],
  ["[JO-03] [SY-11] crash after crash while recovering converges", crashLoop],
];

it.each(everywhere)("%s", { timeout }, async (_title, scenario) => {
  const outcome = await play(scenario);
  expect(outcome).toMatchObject(nothingLost);
  expect(outcome.injected).toBeGreaterThan(0);
});

// These need root or a tracer; where a machine has neither they say so, and lose nothing.
const whereItCan: readonly (readonly [title: string, scenario: Scenario])[] = [
  ["[JO-01] a power cut takes no acknowledged operation", powerCut],
  ["[JO-05] [SY-08] a full disk refuses clearly or goes around the journal, and heals by itself", diskFull],
  ["[JO-04] failing system calls lose no acknowledged operation", ioError],
];

it.each(whereItCan)("%s", { timeout }, async (_title, scenario) => {
  expect(await play(scenario)).toMatchObject(nothingLost);
});

/** `overload` is a load test, whose short form is `apps/server/src/overload/overload.pg.test.ts`; `fuzz` has `scenario/fuzz.pg.test.ts`. */
const elsewhere = ["overload", "fuzz"];

it("every scenario has its short form here", () => {
  const played = [...everywhere, ...whereItCan].map(([, { name }]) => name);
  expect([...played, ...elsewhere].toSorted()).toEqual(scenarios.map(({ name }) => name).toSorted());
});
