// What a window held when it was sealed.
import type { Queryable } from "../../database/index.js";

const text = `
  select
    sealed.leaves, sha256(array_send(sealed.ids) || array_send(sealed.times)) as "keysDigest",
    (select coalesce(json_agg(json_build_array(key.id::text, (key.at at time zone 'UTC')::text) order by key.place), '[]')
     from unnest(sealed.ids, sealed.times) with ordinality as key (id, at, place)) as keys
  from holdfast.audit_seal_row sealed
  where sealed.chain = $1 and sealed.seq = $2`;

export interface SealedWindow {
  /** 32 bytes for each row. */
  readonly leaves: Buffer;
  readonly keysDigest: Buffer;
  readonly keys: readonly { readonly id: number; readonly at: string }[];
}

/** Undefined when retention has removed the window, or somebody else. */
export async function readSealedRows(
  db: Queryable,
  seal: { readonly chain: number; readonly seq: number },
): Promise<SealedWindow | undefined> {
  type Row = Omit<SealedWindow, "keys"> & { readonly keys: readonly (readonly [string, string])[] };
  const [row] = await db.query<Row>({ name: "read_sealed_rows", text, values: [seal.chain, seal.seq] });
  if (row === undefined) return undefined;
  return { ...row, keys: row.keys.map(([id, at]) => ({ id: Number(id), at: isoOf(at) })) };
}

/** `2026-01-31 10:20:30.12` → `2026-01-31T10:20:30.120000Z`. */
function isoOf(text: string): string {
  const [seconds = "", fraction = ""] = text.split(".");
  return `${seconds.replace(" ", "T")}.${fraction.padEnd(6, "0")}Z`;
}
