// What was left waiting shows again: effects of changes, as far as a browser can know them.
import type { GroupId, RecordId } from "@holdfast/contract";
import { describe, expect, test } from "vitest";
import { effectOfChange } from "./change-effect.js";
import { createHoldfastClient } from "./client.js";
import { memoryOperationStorage } from "./operation-storage.js";
import { isSelected } from "./selection-model.js";
import { createSelections } from "./selections.js";

const [group, record] = ["0190a000-0000-7000-8000-000000000001" as GroupId, "r1" as RecordId];

describe("[UI-02] a change that waited through a reload", () => {
  test("[UI-02] names its records, its query, or the whole group", () => {
    const kinds = [
      effectOfChange({ kind: "select", group, recordId: record }),
      effectOfChange({ kind: "bulk_deselect", group, recordIds: [record] }),
      effectOfChange({ kind: "clear_all", group }),
      effectOfChange({ kind: "bulk_select", group, query: { filter: { text: "a" }, except: [record] } }),
    ].map((one) => one?.effect);
    expect(kinds).toEqual([
      { kind: "add", recordIds: new Set([record]) },
      { kind: "remove", recordIds: new Set([record]) },
      { kind: "clear" },
      { kind: "add_matching", query: '{"text":"a"}', except: new Set([record]), estimate: 0 },
    ]);
    expect(effectOfChange({ kind: "undo" })).toBeUndefined();
    expect(effectOfChange({ kind: "rename_group", group, name: "n" })).toBeUndefined();
  });

  test("[UI-02] is shown at once by the next page, and settled when the server answers", async () => {
    const storage = memoryOperationStorage();
    const offline = createSelections({
      client: createHoldfastClient({ fetch: () => Promise.reject(new TypeError("offline")) }),
      storage,
    });
    void offline.select(group, [record]);
    await Promise.resolve();
    offline.close();

    const answers: ((response: Response) => void)[] = [];
    const fetch = () => new Promise<Response>((resolve) => answers.push(resolve));
    const next = createSelections({ client: createHoldfastClient({ fetch: fetch as typeof globalThis.fetch }), storage });
    await next.restore();
    const shown = next.get(group);
    expect(shown !== undefined && isSelected(shown, record)).toBe(true);
    expect(next.waiting().map(({ change }) => change)).toEqual([{ kind: "select", group, recordId: record }]);
    const settled = next.settled();
    const operationId = next.waiting()[0]?.operationId;
    answers[0]?.(Response.json({ operationId, version: 1, added: 1, removed: 0, position: 1, durability: "database" }));
    await settled;
    expect([next.queueStatus().waiting, (await storage.load()).length]).toEqual([0, 0]);
  });
});
