// Lets memory follow what other processes have changed (TK-12, TK-13).
import { z } from "zod";
import { generationSchema, tenantIdSchema, tokenIdSchema, userIdSchema } from "@holdfast/contract";
import type { ChangeFeed } from "../../engine/index.js";
import type { HeldCache } from "../held/held-room.js";
import { keyOfFull } from "../held/held-name.js";
import type { IssuedCache } from "../issued/issued-room.js";
import type { TokenNotice } from "../token-notice.js";

// What the triggers of migrations 0010 and 0027 say: one token, or several.
const issuedSchema = z.object({ id: tokenIdSchema, generation: generationSchema.nullable() });
const heldSchema = z.object({
  userId: userIdSchema,
  tenantId: tenantIdSchema.nullable(),
  provider: z.string(),
  account: z.string(),
  generation: generationSchema.nullable(),
});

export function listen(feed: Pick<ChangeFeed, "on" | "onGap">, tell: (notice: TokenNotice) => void): void {
  // A notice that cannot be read may have said anything.
  const hear = <Body extends object>(topic: "issued" | "held", schema: z.ZodType<Body>): void =>
    feed.on(`${topic}_token`, (body) => {
      const parsed = z.array(schema).safeParse(Array.isArray(body) ? body : [body]);
      if (!parsed.success) tell({ type: "all" });
      else for (const one of parsed.data) tell({ type: topic, ...one } as unknown as TokenNotice);
    });
  hear("issued", issuedSchema);
  hear("held", heldSchema);
  feed.onGap(() => tell({ type: "all" }));
}

export function follow(issued: IssuedCache, held: HeldCache, notice: TokenNotice): void {
  switch (notice.type) {
    case "issued":
      change(issued, notice.id, notice.generation);
      return;
    case "held":
      change(held, keyOfFull(notice), notice.generation);
      return;
    case "all":
      issued.distrust();
      held.distrust();
  }
}

function change(cache: Pick<HeldCache, "changed" | "reset">, row: string, generation: number | null): void {
  if (generation === null) cache.reset(row);
  else cache.changed(row, generation);
}
