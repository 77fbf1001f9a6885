// What the event stream carries: one message per change, in the order of the user's changes (RT-01).
import { z } from "zod";
import { groupIdSchema, operationIdSchema, positionSchema, recordIdSchema, versionSchema } from "./id.js";
import { viewerSchema } from "./presence.js";
import { groupSchema } from "./selection.js";

/** Above this many ids a change event carries none, and the reader asks for the changes since its version. */
export const maxEventIds = 500;

export const streamEventSchema = z
  .discriminatedUnion("type", [
    /** The records of a group changed. `added` and `removed` are null when they are too many to carry. */
    z.object({
      type: z.literal("selection"),
      position: positionSchema,
      operationId: operationIdSchema,
      groupId: groupIdSchema,
      version: versionSchema,
      count: z.int(),
      added: z.array(recordIdSchema).nullable(),
      removed: z.array(recordIdSchema).nullable(),
      /** Whose note, state or metadata changed; absent when none did, null when they are too many to carry. */
      annotated: z.array(recordIdSchema).nullable().optional(),
    }),
    /** The list of groups changed: created, renamed, reordered, deleted, another default. */
    z.object({
      type: z.literal("groups"),
      position: positionSchema,
      operationId: operationIdSchema,
      groups: z.array(groupSchema),
    }),
    /** Everything up to this position is in PostgreSQL. */
    z.object({ type: z.literal("applied"), position: positionSchema }),
    /** An operation was refused by the database and put in quarantine: what was shown is corrected. */
    z.object({ type: z.literal("quarantined"), position: positionSchema, operationId: operationIdSchema, sqlState: z.string() }),
    /** History does not reach back: reload what is named. */
    z.object({ type: z.literal("reset"), position: positionSchema, reload: z.array(z.enum(["groups", "connections"])) }),
    /** Somebody signed in to the account, or a session of it ended: read the list of sessions anew. */
    z.object({ type: z.literal("sessions") }),
    /** Who looks at a group now: told to those who look at it themselves. */
    z.object({ type: z.literal("presence"), groupId: groupIdSchema, viewers: z.array(viewerSchema) }),
    /** The session has ended, and with it the stream: sign in before the next one. */
    z.object({ type: z.literal("signed_out") }),
    /** A held token was put, refreshed or revoked, or has to be connected again: read the list anew. `status` is `changed`. */
    z.object({ type: z.literal("connection"), provider: z.string(), account: z.string(), status: z.string() }),
  ])
  .meta({ id: "StreamEvent" });
export type StreamEvent = z.infer<typeof streamEventSchema>;
