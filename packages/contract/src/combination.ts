// Set operations between groups: what they would give, with the numbers of a diagram (SE-12).
import { z } from "zod";
import { groupIdSchema, positionSchema, recordIdSchema, versionSchema } from "./id.js";
import { combinationShape } from "./operation.js";

export const combinationRequestSchema = z.object(combinationShape).meta({ id: "CombinationRequest" });
export type CombinationRequest = z.infer<typeof combinationRequestSchema>;

export const combinationSchema = z
  .object({
    position: positionSchema,
    operation: z.enum(["union", "intersection", "difference"]),
    count: z.int(),
    /** The first 100. */
    recordIds: z.array(recordIdSchema),
    /** How many would not fit into one group. */
    overLimit: z.int(),
    groups: z.array(z.object({ groupId: groupIdSchema, version: versionSchema, count: z.int() })),
    /** For each set of these groups: how many records are in exactly those. The counts add up to the union. */
    regions: z.array(z.object({ groupIds: z.array(groupIdSchema), count: z.int() })),
  })
  .meta({ id: "Combination" });
export type Combination = z.infer<typeof combinationSchema>;
