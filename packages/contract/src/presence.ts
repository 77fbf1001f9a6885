// Who else looks at a group: told by the streams, for as long as each of them says so (RT-02).
import { z } from "zod";
import { groupIdSchema, timestampSchema, userIdSchema } from "./id.js";
import { storable } from "./storable.js";

/** Whoever says nothing for so long is taken to have left; who stays says so three times as often. */
export const presenceSeconds = 30;

/** One place that looks: a tab or a program of the caller's, named by itself. */
export const viewerIdSchema = z.guid().toLowerCase().brand("ViewerId");
export type ViewerId = z.infer<typeof viewerIdSchema>;

export const viewerSchema = z.object({
  viewerId: viewerIdSchema,
  userId: userIdSchema,
  /** For people; null when the server knows none. */
  name: z.string().nullable(),
  /** What they said of themselves, such as `Firefox on Linux`. */
  device: z.string().nullable(),
  since: timestampSchema,
});
export type Viewer = z.infer<typeof viewerSchema>;

export const presenceRequestSchema = z
  .object({ device: storable(z.string().trim().min(1).max(80)).optional() })
  .strict()
  .meta({ id: "PresenceRequest" });

/** Everybody who looks at the group now, the caller included. */
export const presenceSchema = z.object({ groupId: groupIdSchema, viewers: z.array(viewerSchema) }).meta({ id: "Presence" });
export type Presence = z.infer<typeof presenceSchema>;
