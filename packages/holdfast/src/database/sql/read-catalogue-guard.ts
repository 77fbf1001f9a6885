// Whether records can be deleted: by the rights of our roles, or because the triggers that refuse it are not there or off.
import type { Queryable } from "../statement.js";

export interface CatalogueGuard {
  /** The catalogue's table as it is named in the database. */
  readonly table: string;
  readonly rolesThatMayDelete: readonly string[];
  /** Of the two triggers, against DELETE and TRUNCATE, those that fire. */
  readonly triggers: number;
}

export async function readCatalogueGuard(db: Queryable): Promise<CatalogueGuard | undefined> {
  const rows = await db.query<CatalogueGuard>({
    name: "read-catalogue-guard",
    text: `
      with guarded as (
        select reference.confrelid as oid
        from pg_catalog.pg_constraint reference
        where reference.conrelid = 'holdfast.selection'::regclass
          and reference.contype = 'f'
          and reference.conkey = array[(
            select attribute.attnum from pg_catalog.pg_attribute attribute
            where attribute.attrelid = 'holdfast.selection'::regclass and attribute.attname = 'record_id'
          )]
      )
      select
        guarded.oid::regclass::text as "table",
        array(
          select role.rolname::text from pg_catalog.pg_roles role
          where role.rolname in ('holdfast_app', 'holdfast_writer')
            and (has_table_privilege(role.oid, guarded.oid, 'delete') or has_table_privilege(role.oid, guarded.oid, 'truncate'))
          order by role.rolname
        ) as "rolesThatMayDelete",
        (
          select count(*)::integer from pg_catalog.pg_trigger guard
          where guard.tgrelid = guarded.oid
            and guard.tgname in ('holdfast_refuse_delete', 'holdfast_refuse_truncate')
            and guard.tgenabled in ('O', 'A')
        ) as triggers
      from guarded`,
    values: [],
  });
  return rows[0];
}
