// The application's own tables in place of ours (SE-16): names in the configuration, identifiers quoted, nothing else let in.
import { HoldfastError } from "@holdfast/contract";

export interface HostUsers {
  /** `schema.table` or `table` (then in `public`). */
  readonly table: string;
  /** The UUID primary key. */
  readonly id: string;
}

export interface HostRecords extends HostUsers {
  /** The column that people know a record by. */
  readonly title: string;
  readonly reference?: string;
  readonly family?: string;
  readonly type?: string;
  readonly year?: string;
  readonly status?: string;
  /** A timestamptz column that is set when a record is withdrawn. */
  readonly withdrawnAt?: string;
}

export interface HostTables {
  readonly users?: HostUsers;
  readonly records?: HostRecords;
}

const identifier = /^[A-Za-z_][A-Za-z0-9_$ ]{0,62}$/;

/** An identifier that can stand in a statement. Throws configuration_invalid, naming `what`. */
export function quote(name: string, what: string): string {
  if (!identifier.test(name)) {
    throw new HoldfastError("configuration_invalid", {
      what: `${what} is "${name}", which is not a plain SQL identifier.`,
      action: "Name an existing table or column: letters, digits, underscore, at most 63 characters.",
    });
  }
  return `"${name}"`;
}

/** `schema.table` or `table` (then in `public`), likewise. */
export function quoteTable(name: string, what: string): string {
  const parts = name.split(".");
  if (parts.length > 2) quote(name, what);
  const qualified = parts.length === 2 ? parts : ["public", name];
  return qualified.map((part) => quote(part, what)).join(".");
}

const nothing = { text: "null::text", year: "null::integer", time: "null::timestamptz" } as const;

function catalogueColumns(records: HostRecords): Readonly<Record<string, string>> {
  const column = (name: string | undefined, type: string, absent: string): string =>
    name === undefined ? absent : `${quote(name, "A catalogue column")}::${type}`;
  const title = column(records.title, "text", nothing.text);
  return {
    "records.id": quote(records.id, "The catalogue's id column"),
    "records.key": quote(records.id, "The catalogue's id column"),
    "records.title": title,
    "records.reference": column(records.reference, "text", nothing.text),
    "records.family": column(records.family, "text", nothing.text),
    "records.type": column(records.type, "text", nothing.text),
    "records.year": column(records.year, "integer", nothing.year),
    "records.status": column(records.status, "text", nothing.text),
    "records.withdrawn_at": column(records.withdrawnAt, "timestamptz", nothing.time),
    "records.search": `to_tsvector('simple'::regconfig, regexp_replace(${title}, '[^[:alnum:]]+', ' ', 'g'))`,
  };
}

const ownCatalogue: Readonly<Record<string, string>> = {
  records: "holdfast.record",
  "records.id": "id",
  "records.key": "id",
  "records.title": "title",
  "records.reference": "reference",
  "records.family": "family",
  "records.type": "type",
  "records.year": "year",
  "records.status": "status",
  "records.withdrawn_at": "withdrawn_at",
  "records.search": "search",
};

/** What stands for each placeholder of the migrations. */
export function hostPlaceholders(host: HostTables): Readonly<Record<string, string>> {
  const users =
    host.users === undefined
      ? { users: "holdfast.app_user", "users.id": "id" }
      : {
          users: quoteTable(host.users.table, "The users table"),
          "users.id": quote(host.users.id, "The users table's id column"),
        };
  const records =
    host.records === undefined
      ? ownCatalogue
      : { records: quoteTable(host.records.table, "The catalogue table"), ...catalogueColumns(host.records) };
  return { ...users, ...records };
}

/** Replaces `{{name}}`; an unknown name is a mistake in the migration. */
export function fillPlaceholders(sql: string, values: Readonly<Record<string, string>>): string {
  return sql.replaceAll(/\{\{([a-z_.]+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new HoldfastError("internal", { what: `The migration names "${name}".`, action: "Report this." });
    return value;
  });
}
