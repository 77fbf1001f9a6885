// Statements on the application's own table of plaintext tokens: its names, checked as identifiers and quoted, are filled in once.
import { HoldfastError } from "@holdfast/contract";
import type pg from "pg";
import { sqlStateOf } from "../../../database/index.js";
import type { PlainRow } from "../plain-row.js";

/** Quoted names; null where there is no such column. */
export interface SourceNames {
  readonly table: string;
  readonly key: string;
  readonly userId: string;
  readonly provider: string;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresAt: string | null;
  readonly account: string | null;
  readonly tokenType: string | null;
  readonly scopes: string | null;
}

/** What becomes of a secret in the source: null, an empty text, or the whole row goes. */
export type WipeWay = "null" | "empty" | "delete";

const notNullViolation = "23502";

export async function listColumns(client: pg.Client, table: string): Promise<ReadonlySet<string>> {
  const text = "select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped";
  const { rows } = await client.query<{ readonly name: string }>(text, [table]);
  return new Set(rows.map(({ name }) => name));
}

const columnsOf = (names: SourceNames): string => `
    ${names.key}::text as key, ${names.userId}::text as "userId", ${names.provider}::text as provider,
    ${names.accessToken}::text as "accessToken", ${names.refreshToken ?? "null"}::text as "refreshToken",
    ${names.account ?? "null"}::text as account, ${names.tokenType ?? "null"}::text as "tokenType",
    ${names.scopes ?? "null"}::text[] as scopes,
    to_char((${names.expiresAt ?? "null"}::timestamptz) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "expiresAt"`;

export async function readPlainPage(
  client: pg.Client,
  names: SourceNames,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly PlainRow[]> {
  const beyond = after === undefined ? "" : `where ${names.key} > $2`;
  const text = `select ${columnsOf(names)} from ${names.table} ${beyond} order by ${names.key} limit $1`;
  const { rows } = await client.query<PlainRow>(text, after === undefined ? [limit] : [limit, after]);
  return rows;
}

/** One transaction: the rows are locked, looked at once more, and those that are as they were verified lose their secrets. */
export async function wipePlainRows(
  client: pg.Client,
  names: SourceNames,
  {
    keys,
    isAsVerified,
    wipe,
  }: { readonly keys: readonly string[]; readonly isAsVerified: (row: PlainRow) => boolean; readonly wipe: WipeWay },
): Promise<readonly string[]> {
  await client.query("begin");
  try {
    const lock = `select ${columnsOf(names)} from ${names.table} where ${names.key}::text = any ($1) for update`;
    const { rows } = await client.query<PlainRow>(lock, [keys]);
    const wiped = rows.filter(isAsVerified).map(({ key }) => key);
    await client.query(wipeText(names, wipe), [wiped]);
    await client.query("commit");
    return wiped;
  } catch (error) {
    await client.query("rollback");
    throw sqlStateOf(error) === notNullViolation ? cannotBeNull(error) : error;
  }
}

function wipeText({ table, key, accessToken, refreshToken }: SourceNames, wipe: WipeWay): string {
  if (wipe === "delete") return `delete from ${table} where ${key}::text = any ($1)`;
  const nothing = wipe === "null" ? "null" : "''";
  const both = [accessToken, ...(refreshToken === null ? [] : [refreshToken])].map((column) => `${column} = ${nothing}`);
  return `update ${table} set ${both.join(", ")} where ${key}::text = any ($1)`;
}

function cannotBeNull(cause: unknown): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: "A column of secrets in the source cannot be null.",
    why: "Nothing of this batch was wiped.",
    action: 'Wipe with "empty" or "delete".',
    cause,
  });
}
