// What the database has of issued tokens that are in memory: generation and state.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  select id, generation, revoked_at is null and consumed_at is null as live
  from holdfast.issued_token
  where id = any ($1)`;

export interface IssuedState {
  readonly id: TokenId;
  readonly generation: number;
  readonly live: boolean;
}

export async function readIssuedGenerations(db: Queryable, ids: readonly TokenId[]): Promise<readonly IssuedState[]> {
  return db.query<IssuedState>({ name: "read_issued_generations", text, values: [ids] });
}
