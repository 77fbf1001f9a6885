// Waits until every transaction that is writing a sealed row has ended; those that begin later see what was committed before.
import type { Queryable } from "../../../database/index.js";

const text = `lock table holdfast.held_token, holdfast.provider_revocation, holdfast.issued_token in share row exclusive mode`;

export async function waitForWriters(db: Queryable): Promise<void> {
  await db.query({ name: "wait_for_writers", text, values: [] });
}
