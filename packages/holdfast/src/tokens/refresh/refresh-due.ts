// One round of refreshing tokens ahead of their expiry that were used lately, a few at a time (TK-19).
import { listDueTokens } from "./sql/list-due-tokens.js";
import type { Refresher } from "./refresher.js";
import type { RefreshRoom } from "./refresh-room.js";
import type { DueToken } from "./sql/list-due-tokens.js";

/** Answers how many were looked at. */
export async function refreshDue(room: RefreshRoom, refresher: Pick<Refresher, "renew">): Promise<number> {
  const { held, book, policy } = room;
  const { clock, log } = held;
  const providers = book.names.filter((name) => (book.get(name)?.breaker.left ?? 0) === 0);
  const due = await held.database.asSystem((db) =>
    listDueTokens(db, {
      providers,
      at: clock.timestamp(),
      // The processes draw different margins, so that they seldom want the same token at the same time.
      margin: policy.margin * (1 - 0.3 * clock.random()),
      share: policy.marginShare,
      usedAfter: new Date(clock.now() - policy.usedWithin).toISOString(),
      limit: policy.perRound,
    }),
  );
  const waiting = [...due];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { generation, ...name }: DueToken = next;
      // oxlint-disable-next-line no-await-in-loop -- a few at a time
      await refresher
        .renew(name, generation)
        .catch((error: unknown) =>
          log.warn("A token could not be refreshed ahead of time.", { provider: name.provider, reason: String(error) }),
        );
    }
  };
  await Promise.all(Array.from({ length: policy.atOnce }, work));
  return due.length;
}
