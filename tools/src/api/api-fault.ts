// Compares every public surface with its committed text, or writes the texts again.
import { join } from "node:path";
import { compareCommitted, writeCommitted } from "../workspace/compare-committed.js";
import { findDoors, type Door } from "./door.js";
import { snapshotDoor } from "./snapshot.js";

const remedy = "npx tsx tools/src/api-snapshot.ts --update";

function committedOf(root: string, { specifier }: Door) {
  const name = `docs/reference/api/${specifier.replace("@", "").replaceAll("/", "-")}.txt`;
  return { name, path: join(root, name), remedy };
}

/** What is wrong with each surface; empty when every committed text is right. */
export function apiFaults(root: string, folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => findDoors(join(root, folder)))
    .flatMap((door) => compareCommitted(committedOf(root, door), snapshotDoor(door)) ?? []);
}

export function updateApi(root: string, folders: readonly string[]): void {
  for (const door of folders.flatMap((folder) => findDoors(join(root, folder))))
    writeCommitted(committedOf(root, door).path, snapshotDoor(door));
}
