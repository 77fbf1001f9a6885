// Saying that one looks at a group, under the same rights as reading it (RT-02).
import type { GroupRef, UserId } from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import type { Handlers } from "../api/endpoint-handler.js";
import { notFound } from "../api/not-found.js";
import type { Presence } from "../stream/presence.js";

export function presenceRoutes(
  { selections, accounts }: Holdfast,
  presence: Presence,
): Pick<Handlers, "lookAtGroup" | "lookAway"> {
  const groupOf = async (userId: UserId, ref: GroupRef) => {
    const group = await selections.group(userId, ref);
    if (group === undefined) throw notFound("group");
    return group.id;
  };
  return {
    lookAtGroup: async ({ actor: { userId }, params: { group, viewer: viewerId }, body: { device = null } }) => {
      const groupId = await groupOf(userId, group);
      const name = (await accounts.get(userId))?.email ?? null;
      return { status: 200, body: { groupId, viewers: presence.look(groupId, { viewerId, userId, name, device }) } };
    },

    lookAway: async ({ actor: { userId }, params: { group, viewer } }) => {
      presence.lookAway(await groupOf(userId, group), userId, viewer);
      return { status: 204, body: null };
    },
  };
}
