// PF-04: is this record selected? Asked of memory, with ids that come fresh from a request.
import type { RecordId, UserId } from "@holdfast/contract";
import type { Claim } from "./claim.js";
import { microsecondsEach, microsecondsEachNow, sideBySide } from "./side-by-side.js";
import { onStage, perform } from "./stage.js";

const pageSize = 1000;
const pages = 100;

export const isSelected: Claim = {
  id: "PF-04",
  name: "is-selected",
  purpose: "is this record selected, warm",
  run: (bench) =>
    onStage(async (stage) => {
      const records = await stage.addRecords(5000);
      const [userId] = (await stage.addUsers(1)) as [UserId];
      const holdfast = await stage.open();
      const selected = records.slice(0, 2000);
      await perform(holdfast, { userId }, { kind: "bulk_select", recordIds: selected });
      const set = new Set<string>(selected);
      const page = JSON.stringify(records.slice(1500, 1500 + pageSize));
      const freshPage = (): RecordId[] => JSON.parse(page) as RecordId[];
      const samples = await sideBySide(bench, {
        paged: async () => {
          const fresh = Array.from({ length: pages }, freshPage);
          return (
            (await microsecondsEach(pages, (index) => holdfast.selections.memberships(userId, fresh[index] ?? []))) / pageSize
          );
        },
        single: async () => {
          const fresh = Array.from({ length: 10 }, freshPage).flat();
          return microsecondsEach(fresh.length, (index) => holdfast.selections.memberships(userId, [fresh[index] as RecordId]));
        },
        set: () => {
          const fresh = Array.from({ length: pages }, freshPage).flat();
          return microsecondsEachNow(fresh.length, (index) => set.has(fresh[index] as string));
        },
      });
      const row = { id: "PF-04", unit: "µs", peer: samples.set, peerName: "Set<string>.has" };
      bench.add({ ...row, case: "one of a page of 1,000", ours: samples.paged, goal: "≤1.5" });
      bench.add({ ...row, case: "asked alone, as a promise", ours: samples.single, goal: "" });
      await holdfast.close();
    }),
};
