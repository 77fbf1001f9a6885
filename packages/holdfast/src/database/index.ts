// The door of the database room.
export { arrayText } from "./array-text.js";
export { createDatabase, type Database, type DatabaseOptions } from "./database.js";
export { isPassingFailure, sqlStateOf } from "./failure.js";
export { quote as quoteIdentifier, quoteTable } from "./host-tables.js";
export type { HostRecords, HostTables, HostUsers } from "./host-tables.js";
export { migrate, type MigrateOptions, type MigrationReport } from "./migrate.js";
export { type Logins, provisionLogins } from "./provision.js";
export { readClock } from "./sql/read-clock.js";
export type { Queryable, Statement } from "./statement.js";
