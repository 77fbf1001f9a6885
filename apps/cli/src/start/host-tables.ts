// The application's own tables, as the options name them (SE-16).
import type { HostRecords, HostTables, Options } from "holdfast";

const columns = {
  recordsReference: "reference",
  recordsFamily: "family",
  recordsType: "type",
  recordsYear: "year",
  recordsStatus: "status",
  recordsWithdrawnAt: "withdrawnAt",
} as const satisfies Partial<Record<keyof Options, keyof HostRecords>>;

function hostRecordsOf(options: Options): HostRecords | undefined {
  const { recordsTable: table, recordsId: id, recordsTitle: title } = options;
  if (table === undefined || title === undefined) return undefined;
  const named = Object.entries(columns).map(([option, column]) => [column, options[option as keyof typeof columns]] as const);
  return { table, id, title, ...Object.fromEntries(named.filter(([, value]) => value !== undefined)) };
}

export function hostTablesOf(options: Options): HostTables {
  const records = hostRecordsOf(options);
  return {
    ...(options.usersTable === undefined ? {} : { users: { table: options.usersTable, id: options.usersId } }),
    ...(records === undefined ? {} : { records }),
  };
}
