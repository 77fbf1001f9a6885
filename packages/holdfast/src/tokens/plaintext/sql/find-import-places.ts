// What there is already for each row of a batch: its user, a held token of its name, and a marker of an earlier run.
import type { TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";

const text = `
  select
    row.key, known.id is not null as "userKnown", held.id as "heldId", held.generation as "heldGeneration", marker.state,
    marker.token_id as "tokenId", marker.generation, marker.salt, marker.digest
  from unnest($2::text[], $3::uuid[], $4::text[], $5::text[]) as row (key, user_id, provider, account)
  left join holdfast.known_user known on known.id = row.user_id
  left join holdfast.held_token held
    on held.user_id = row.user_id and held.provider = row.provider and held.account = row.account and held.tenant_id is null
  left join holdfast.plaintext_import marker on marker.source = $1 and marker.row_key = row.key`;

export interface ImportPlace {
  readonly key: string;
  readonly userKnown: boolean;
  readonly heldId: TokenId | null;
  readonly heldGeneration: number | null;
  /** Null when there is no marker, like all that follow. */
  readonly state: "copied" | "verified" | "wiped" | null;
  readonly tokenId: TokenId | null;
  readonly generation: number | null;
  readonly salt: Buffer | null;
  readonly digest: Buffer | null;
}

interface Named {
  readonly key: string;
  readonly userId: UserId;
  readonly provider: string;
  readonly account: string;
}

export async function findImportPlaces(db: Queryable, source: string, rows: readonly Named[]): Promise<readonly ImportPlace[]> {
  const values = [
    source,
    rows.map(({ key }) => key),
    rows.map(({ userId }) => userId),
    rows.map(({ provider }) => provider),
    rows.map(({ account }) => account),
  ];
  return db.query<ImportPlace>({ name: "find_import_places", text, values });
}
