// Memory follows what somebody else changed in the tables: psql, a migration, another service (SY-12).
import type { UserId } from "@holdfast/contract";
import { insertAuditEvents } from "../../audit/index.js";
import type { SelectionRoom } from "../room.js";
import { ensureDefault } from "../sql/ensure-default.js";
import { readOutsideChanges } from "../sql/read-outside-changes.js";
import { takeOutsideChanges } from "../sql/take-outside-changes.js";
import { takeOutsideEffects } from "../sql/take-outside-effects.js";
import { outsideAudit } from "./outside-audit.js";

const usersAtOnce = 100;

/** One round; answers how many users were followed. Those whose changes cannot be settled now are left for the next round. */
export async function followOutsideChanges(room: SelectionRoom): Promise<number> {
  const users = await room.options.database.asSystem((db) => readOutsideChanges(db, { limit: usersAtOnce }), "single reads");
  let followed = 0;
  for (const userId of users) if (await room.turns.alone(userId, () => follow(room, userId))) followed += 1;
  return followed;
}

/** In the user's turn, with everything of theirs applied: the tables and memory then differ by the outside change alone. */
async function follow(room: SelectionRoom, userId: UserId): Promise<boolean> {
  const { drain, database, clock, flushPatience, log } = room.options;
  if (!(await drain.whenUserApplied(userId, flushPatience))) return false;
  const at = clock.timestamp();
  const groups = await database.asSystem(async (db) => {
    const changes = await takeOutsideChanges(db, { userId, at });
    const effects = await takeOutsideEffects(db, { userId, groupIds: changes.map(({ groupId }) => groupId) });
    await ensureDefault(db, { userId });
    await insertAuditEvents(db, outsideAudit({ at, userId, changes, effects }));
    return changes.length;
  });
  log.warn("Somebody else changed a user's groups in the database; memory follows.", { userId, groups });
  room.views.invalidate(userId);
  const view = await room.viewOf(userId);
  room.hub.publish(userId, { type: "reset", position: view.lastPosition, reload: ["groups"] });
  return true;
}
