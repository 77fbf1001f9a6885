// Enumerations and domains.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listTypes = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select 'types' as subject,
           case type.typtype
             when 'e' then format('create type holdfast.%I as enum (%s);', type.typname,
               (select string_agg(quote_literal(label.enumlabel), ', ' order by label.enumsortorder)
                from pg_enum label where label.enumtypid = type.oid))
             else format('create domain holdfast.%I as %s%s;', type.typname, format_type(type.typbasetype, type.typtypmod),
               (select string_agg(' ' || pg_get_constraintdef(rule.oid), '' order by rule.conname)
                from pg_constraint rule where rule.contypid = type.oid))
           end as text
    from pg_type type
    where type.typnamespace = 'holdfast'::regnamespace and type.typtype in ('e', 'd')
    order by type.typname
  `);
