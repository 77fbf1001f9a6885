// Every claim that is measured, in the order of the table of speeds.
import type { Claim } from "./claim.js";
import { load } from "./load.js";
import { tokenVerify } from "./pf-01-token-verify.js";
import { tokenGet } from "./pf-02-token-get.js";
import { tokenCold } from "./pf-03-token-cold.js";
import { isSelected } from "./pf-04-is-selected.js";
import { list } from "./pf-05-list.js";
import { acknowledge } from "./pf-06-acknowledge.js";
import { drain } from "./pf-07-drain.js";
import { lag } from "./pf-08-lag.js";
import { selectAll } from "./pf-09-select-all.js";
import { memory } from "./pf-10-memory.js";
import { httpRead } from "./pf-11-http-read.js";
import { httpSelect } from "./pf-12-http-select.js";
import { refreshing } from "./pf-13-refresh.js";
import { revoking } from "./pf-14-revoke.js";
import { live } from "./pf-15-live.js";
import { recovery } from "./pf-16-recovery.js";
import { growth } from "./pf-20-growth.js";
import { keyRotation } from "./pf-17-keys.js";
import { verify } from "./pf-18-verify.js";
import { consoleLoad } from "./pf-19-console.js";

export const claims: readonly Claim[] = [
  tokenVerify,
  tokenGet,
  tokenCold,
  isSelected,
  list,
  acknowledge,
  drain,
  lag,
  selectAll,
  memory,
  httpRead,
  httpSelect,
  refreshing,
  revoking,
  live,
  recovery,
  growth,
  keyRotation,
  verify,
  consoleLoad,
  load,
];
