// Lets the planner see the values of this transaction's statements: filters that are absent fold away, and so does the choice of order.
// A generic plan would have to suit every filter at once and could use no index. JIT compilation costs more than it saves here.
import type { Queryable } from "../../database/index.js";

export async function planWithValues(db: Queryable): Promise<void> {
  await db.query({
    name: "plan-with-values",
    text: `do $$ begin set local plan_cache_mode = force_custom_plan; set local jit = off; end $$`,
    values: [],
  });
}
