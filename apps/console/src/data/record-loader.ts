// Reads records by their ids, those that are asked for at nearly the same moment in one call: a list that scrolls asks for a screen at once.
import type { CatalogueRecord, RecordId } from "@holdfast/contract";

const most = 200;
const gatherMs = 10;

type Read = (ids: readonly RecordId[]) => Promise<readonly CatalogueRecord[]>;

interface Waiting {
  readonly resolve: (record: CatalogueRecord | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** What it answers resolves with the record, undefined when there is none. */
export function createRecordLoader(read: Read): (id: RecordId) => Promise<CatalogueRecord | undefined> {
  let waiting = new Map<RecordId, Waiting[]>();
  const send = async (): Promise<void> => {
    const asked = waiting;
    if (asked.size === 0) return;
    waiting = new Map();
    try {
      const found = new Map((await read([...asked.keys()])).map((record) => [record.id, record]));
      for (const [id, who] of asked) for (const { resolve } of who) resolve(found.get(id));
    } catch (error) {
      for (const who of asked.values()) for (const { reject } of who) reject(error);
    }
  };
  return (id) =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) setTimeout(() => void send(), gatherMs);
      waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
      if (waiting.size >= most) void send();
    });
}
