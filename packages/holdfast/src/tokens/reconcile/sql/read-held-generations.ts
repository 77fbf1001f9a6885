// What the database has of held tokens that are in memory: generation and state.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `select id, generation, status = 'active' as live from holdfast.held_token where id = any ($1)`;

export interface HeldState {
  readonly id: TokenId;
  readonly generation: number;
  readonly live: boolean;
}

export async function readHeldGenerations(db: Queryable, ids: readonly TokenId[]): Promise<readonly HeldState[]> {
  return db.query<HeldState>({ name: "read_held_generations", text, values: [ids] });
}
