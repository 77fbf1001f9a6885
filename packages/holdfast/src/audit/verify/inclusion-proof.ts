// Proves one event to somebody who holds nothing but a root: its leaf, its neighbours up to the root, and the signed seal.
import type { UserId } from "@holdfast/contract";
import type { Database } from "../../database/index.js";
import { decodePlace, type TrailPlace } from "../audit-cursor.js";
import type { AuditScope } from "../report/create-audit-report.js";
import { chainNumber } from "../seal/audit-seal.js";
import { merklePath, rootOfPath } from "../seal/merkle.js";
import type { SealKeys } from "../seal/seal-keys.js";
import { findAuditEvent } from "../sql/find-audit-event.js";
import { findOwnEvent } from "../sql/find-own-event.js";
import { findSealOfPlace } from "../sql/find-seal-of-place.js";
import { pageAuditSeals } from "../sql/page-audit-seals.js";
import { readSealedRows } from "../sql/read-sealed-rows.js";
import type { AuditRoot } from "./anchors.js";
import { rootOf } from "./export-roots.js";

export type InclusionProof =
  | {
      readonly status: "included";
      readonly eventId: string;
      /** SHA-256 of a zero byte and the row in its canonical form, in hex. */
      readonly leaf: string;
      readonly index: number;
      readonly count: number;
      /** Neighbours on the way to the root, lowest first, in hex. */
      readonly path: readonly string[];
      readonly seal: AuditRoot;
    }
  | { readonly status: "not_sealed_yet" | "absent" | "does_not_fit" };

/** Throws invalid_request for what is no event id. What is not in the scope is absent. */
export async function inclusionProof(
  database: Pick<Database, "asSystem" | "asUser">,
  keys: SealKeys,
  eventId: string,
  scope: AuditScope = "everybody",
): Promise<InclusionProof> {
  const place = decodePlace(eventId);
  if (scope !== "everybody" && !(await isInTrail(database, scope.userId, place))) return { status: "absent" };
  return database.asSystem(async (db) => {
    const event = await findAuditEvent(db, place);
    if (event === undefined) return { status: "absent" };
    const seq = await findSealOfPlace(db, { chain: chainNumber, xact: event.xact, id: event.id });
    if (seq === undefined) return { status: "not_sealed_yet" };
    const [seal] = await pageAuditSeals(db, { chain: chainNumber, after: seq - 1, limit: 1 });
    const sealed = await readSealedRows(db, { chain: chainNumber, seq });
    const index = sealed?.keys.findIndex(({ id, at }) => id === event.id && at === event.at) ?? -1;
    if (seal === undefined || sealed === undefined || index < 0) return { status: "does_not_fit" };
    const path = merklePath(sealed.leaves, index);
    const root = rootOfPath(event.leaf, index, seal.rowCount, path);
    if (root?.equals(seal.root) !== true) return { status: "does_not_fit" };
    return {
      status: "included",
      eventId,
      leaf: event.leaf.toString("hex"),
      index,
      count: seal.rowCount,
      path: path.map((node) => node.toString("hex")),
      seal: rootOf(seal, keys),
    };
  }, "repeatable read read only");
}

/** Asked under row-level security, so that nobody learns that a foreign event exists. */
async function isInTrail(database: Pick<Database, "asUser">, userId: UserId, place: TrailPlace): Promise<boolean> {
  return (await database.asUser(userId, (db) => findOwnEvent(db, { ...place, userId }), "single reads")) !== undefined;
}
