// Reads plaintext tokens from a table of the application's, page by page in the order of its key, and wipes them there when asked.
import { HoldfastError } from "@holdfast/contract";
import type pg from "pg";
import { quoteIdentifier, quoteTable, sqlStateOf } from "../../database/index.js";
import type { PlainRow } from "./plain-row.js";
import { listColumns, readPlainPage, type SourceNames, wipePlainRows, type WipeWay } from "./sql/plain-table.js";

/** Column names. The defaults are those of a table of platform tokens; what is null is not read. */
export interface PlaintextColumns {
  /** The primary key, of any type that can be ordered. Default `id`. */
  readonly key?: string;
  /** Default `user_id`. */
  readonly userId?: string;
  /** Default `platform`. */
  readonly provider?: string;
  /** Default `access_token`. */
  readonly accessToken?: string;
  /** Default `refresh_token`, where there is one. */
  readonly refreshToken?: string | null;
  /** A time; one without zone is taken as UTC. Default `expires_at`, where there is one. */
  readonly expiresAt?: string | null;
  /** Default `account`, where there is one. */
  readonly account?: string | null;
  /** Default `token_type`, where there is one. */
  readonly tokenType?: string | null;
  /** An array of texts. Default: none. */
  readonly scopes?: string | null;
}

export interface PlaintextTable {
  /** `schema.table` or `table` (then in `public`). Default `platform_tokens`. */
  readonly table?: string;
  readonly columns?: PlaintextColumns;
}

export interface PlainSource {
  /** What markers call it. */
  readonly name: string;
  pages(size: number): AsyncIterable<readonly PlainRow[]>;
  /** Takes the secrets of these rows away, and answers the keys of those that still were as `isAsVerified` knows them. */
  wipe?(rows: readonly PlainRow[], isAsVerified: (row: PlainRow) => boolean): Promise<readonly string[]>;
}

const required = { key: "id", userId: "user_id", provider: "platform", accessToken: "access_token" } as const;
const optional = { refreshToken: "refresh_token", expiresAt: "expires_at", account: "account", tokenType: "token_type" } as const;

/** Over a connection of its own, whose login may read the table, and change it if it is to be wiped. Throws configuration_invalid. */
export async function openTableSource(
  client: pg.Client,
  { table = "platform_tokens", columns = {} }: PlaintextTable,
  wipe: WipeWay,
): Promise<PlainSource> {
  const quotedTable = quoteTable(table, "The table of plaintext tokens");
  const present = await listColumns(client, quotedTable).catch((error: unknown) => refuseTable(table, error));
  const names = namesOf(quotedTable, columns, present);
  const inTurn = createTurns();
  const read: ReadPage = (page) => inTurn(() => readPlainPage(client, names, page));
  return {
    name: table,
    pages: (size) => pagesOf(read, size),
    wipe: (rows, isAsVerified) =>
      inTurn(() => wipePlainRows(client, names, { keys: rows.map(({ key }) => key), isAsVerified, wipe })),
  };
}

type ReadPage = (page: { readonly after: string | undefined; readonly limit: number }) => Promise<readonly PlainRow[]>;

/** There is one connection to the source: nothing else may come into the transaction of a wipe. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function* pagesOf(read: ReadPage, size: number): AsyncIterable<readonly PlainRow[]> {
  let after: string | undefined;
  do {
    const page: readonly PlainRow[] = await read({ after, limit: size });
    if (page.length > 0) yield page;
    after = page.length < size ? undefined : page.at(-1)?.key;
  } while (after !== undefined);
}

function namesOf(table: string, columns: PlaintextColumns, present: ReadonlySet<string>): SourceNames {
  const named = (field: keyof PlaintextColumns, name: string): string => {
    if (present.has(name)) return quoteIdentifier(name, `The column of ${field}`);
    throw new HoldfastError("configuration_invalid", {
      what: `The table of plaintext tokens has no column ${JSON.stringify(name)}.`,
      action: `Name the column of ${field} in the mapping.`,
    });
  };
  const maybe = (field: keyof typeof optional): string | null => {
    const name = columns[field];
    if (name === null || (name === undefined && !present.has(optional[field]))) return null;
    return named(field, name ?? optional[field]);
  };
  return {
    table,
    key: named("key", columns.key ?? required.key),
    userId: named("userId", columns.userId ?? required.userId),
    provider: named("provider", columns.provider ?? required.provider),
    accessToken: named("accessToken", columns.accessToken ?? required.accessToken),
    refreshToken: maybe("refreshToken"),
    expiresAt: maybe("expiresAt"),
    account: maybe("account"),
    tokenType: maybe("tokenType"),
    scopes: columns.scopes == null ? null : named("scopes", columns.scopes),
  };
}

function refuseTable(table: string, error: unknown): never {
  if (sqlStateOf(error) === undefined) throw error;
  throw new HoldfastError("configuration_invalid", {
    what: `The table ${JSON.stringify(table)} cannot be read.`,
    action: "Name an existing table, and a login that may read it.",
    cause: error,
  });
}
