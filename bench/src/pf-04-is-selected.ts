// PF-04: is this record selected? Asked of memory, with ids that come fresh from a request.
import type { RecordId, UserId } from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import { type Claim, requireSame, shareOf } from "./claim.js";
import { microsecondsEach, microsecondsEachNow, sideBySide } from "./side-by-side.js";
import { onStage, perform } from "./stage.js";

const pageSize = 1000;

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
      const pages = shareOf(bench, 100);
      const freshPages = pagesOf(records.slice(1500, 1500 + pageSize));
      const [page = []] = freshPages(1);
      const asked = await holdfast.selections.memberships(userId, page);
      requireSame(
        "the page's selected records",
        asked.groups[0]?.recordIds,
        page.filter((id) => set.has(id)),
      );
      requireSame(
        "the same in memory",
        page.map((id) => isIn(holdfast, userId, id)),
        page.map((id) => set.has(id)),
      );
      const samples = await sideBySide(bench, {
        handed: () => {
          const fresh = freshPages(pages).flat();
          const seen = holdfast.selections.peek(userId);
          return microsecondsEachNow(fresh.length, (index) => seen?.has(fresh[index] ?? ""));
        },
        peeked: () => {
          const fresh = freshPages(pages).flat();
          return microsecondsEachNow(fresh.length, (index) => isIn(holdfast, userId, fresh[index] ?? ""));
        },
        paged: async () => {
          const fresh = freshPages(pages);
          const each = await microsecondsEach(pages, (index) => holdfast.selections.memberships(userId, fresh[index] ?? []));
          return each / pageSize;
        },
        set: () => {
          const fresh = freshPages(pages).flat();
          return microsecondsEachNow(fresh.length, (index) => set.has(fresh[index] ?? ""));
        },
      });
      const row = { id: "PF-04", unit: "µs", peer: samples.set, peerName: "Set<string>.has" };
      bench.add({ ...row, case: "of a view that was handed out", ours: samples.handed, goal: "≤1.5" });
      bench.add({ ...row, case: "of a view looked up for each", ours: samples.peeked, goal: "" });
      bench.add({ ...row, case: "one of a page of 1,000", ours: samples.paged, goal: "≤1.5" });
      await holdfast.close();
    }),
};

/** The same ids over and over, as new texts each time. */
function pagesOf(ids: readonly RecordId[]): (count: number) => readonly RecordId[][] {
  const page = JSON.stringify(ids);
  return (count) => Array.from({ length: count }, () => JSON.parse(page) as RecordId[]);
}

export function isIn(holdfast: Holdfast, userId: UserId, recordId: string): boolean | undefined {
  return holdfast.selections.peek(userId)?.has(recordId);
}
