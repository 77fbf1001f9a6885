// Every scenario, in the order in which the list shows them.
import type { Scenario } from "./scenario.js";
import { clock } from "./scenario/clock.js";
import { crashLoop } from "./scenario/crash-loop.js";
import { damage } from "./scenario/damage.js";
import { databaseKill } from "./scenario/database-kill.js";
import { databaseStop } from "./scenario/database-stop.js";
import { diskFull } from "./scenario/disk-full.js";
import { feed } from "./scenario/feed.js";
import { fuzz } from "./scenario/fuzz.js";
import { importing } from "./scenario/import.js";
import { ioError } from "./scenario/io-error.js";
import { keys } from "./scenario/keys.js";
import { kill } from "./scenario/kill.js";
import { overload } from "./scenario/overload.js";
import { poison } from "./scenario/poison.js";
import { powerCut } from "./scenario/power-cut.js";
import { race } from "./scenario/race.js";
import { reset } from "./scenario/reset.js";
import { refresh } from "./scenario/refresh.js";
import { revoke } from "./scenario/revoke.js";
import { rewind } from "./scenario/rewind.js";
import { secondStart } from "./scenario/second-start.js";
import { tamper } from "./scenario/tamper.js";

export const scenarios: readonly Scenario[] = [
  kill,
  databaseKill,
  databaseStop,
  powerCut,
  diskFull,
  ioError,
  damage,
  reset,
  race,
  secondStart,
  poison,
  rewind,
  tamper,
  clock,
  feed,
  revoke,
  refresh,
  keys,
  importing,
  crashLoop,
  overload,
  fuzz,
];
