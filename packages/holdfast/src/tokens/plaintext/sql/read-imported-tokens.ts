// Reads the sealed secrets of imported tokens back.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  select id, generation, access_token as "accessToken", refresh_token as "refreshToken"
  from holdfast.held_token
  where id = any ($1)`;

export interface ImportedSecrets {
  readonly id: TokenId;
  readonly generation: number;
  readonly accessToken: Buffer | null;
  readonly refreshToken: Buffer | null;
}

export async function readImportedTokens(db: Queryable, ids: readonly TokenId[]): Promise<readonly ImportedSecrets[]> {
  return db.query<ImportedSecrets>({ name: "read_imported_tokens", text, values: [ids] });
}
