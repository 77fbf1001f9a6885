// PF-05: the 1,000 records of a group, in process: a frozen view is handed out, nothing is copied.
import type { UserId } from "@holdfast/contract";
import { type Claim, limit, requireSame, shareOf } from "./claim.js";
import { microsecondsEach, microsecondsEachNow, sideBySide } from "./side-by-side.js";
import { onStage, perform } from "./stage.js";

/** What an ETS lookup of the same list took on such a machine, in microseconds. */
const etsLookup = 70;

export const list: Claim = {
  id: "PF-05",
  name: "list",
  purpose: "list a group of 1,000, warm, in process",
  run: (bench) =>
    onStage(async (stage) => {
      const records = await stage.addRecords(1000);
      const [userId] = (await stage.addUsers(1)) as [UserId];
      const holdfast = await stage.open();
      await perform(holdfast, { userId }, { kind: "bulk_select", recordIds: [...records] });
      const set = new Set<string>(records);
      const listed = await holdfast.selections.records(userId, "default");
      requireSame("the ids in the group", [...(listed?.recordIds ?? [])].sort(), [...set].sort());
      requireSame("the list in memory", holdfast.selections.peek(userId)?.records("default"), listed);
      const calls = shareOf(bench, 20_000);
      const samples = await sideBySide(bench, {
        ours: () => microsecondsEachNow(calls, () => holdfast.selections.peek(userId)?.records("default")),
        awaited: () => microsecondsEach(calls, () => holdfast.selections.records(userId, "default")),
        copy: () => microsecondsEachNow(Math.ceil(calls / 10), () => new Set(set)),
      });
      const row = { id: "PF-05", case: "list of 1,000", unit: "µs", ours: samples.ours };
      bench.add({ ...row, peer: samples.copy, peerName: "copy of a Set", goal: "<1" });
      bench.add({ ...row, peer: limit(etsLookup / 1000), peerName: "ETS lookup / 1,000 (written down)", goal: "≤1" });
      bench.add({
        ...row,
        case: "list of 1,000, as a promise",
        ours: samples.awaited,
        peer: samples.copy,
        peerName: "copy of a Set",
        goal: "",
      });
      await holdfast.close();
    }),
};
