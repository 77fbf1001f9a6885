-- What somebody else changes in the tables (psql, a migration, another service) is kept record by record, with the login that did it,
-- so that history, states and restorations reach across it. Statement by statement: a bulk of many costs two inserts.
set role holdfast_owner;

-- Until the change is followed: what was there before, and who touched it last.
create table holdfast.outside_effect (
  group_id uuid not null,
  record_id uuid not null,
  owner_id uuid not null,
  was_there boolean not null,
  changed_by text not null,
  program text not null,
  at timestamptz not null,
  primary key (group_id, record_id)
);
create index outside_effect_owner on holdfast.outside_effect (owner_id);
alter table holdfast.outside_effect enable row level security;
alter table holdfast.outside_effect force row level security;
create policy outside_effect_owner on holdfast.outside_effect to holdfast_owner using (true) with check (true);
create policy outside_effect_writer on holdfast.outside_effect to holdfast_writer using (true) with check (true);
grant select, delete on holdfast.outside_effect to holdfast_writer;

alter table holdfast.outside_change
  add column changed_by text,
  add column program text,
  -- The version that a deleted group had.
  add column deleted_at_version bigint,
  add column is_new boolean not null default false,
  -- Features of the group itself that were changed.
  add column features text[] not null default '{}';

drop trigger note_outside_change on holdfast.selection;
drop trigger note_outside_change on holdfast.selection_group;
drop function holdfast.note_outside_change();

create function holdfast.note_outside_selections() returns trigger
language plpgsql security definer
set search_path = pg_catalog
as $$
declare
  moment timestamptz := clock_timestamp();
  program text := left(coalesce(current_setting('application_name', true), ''), 200);
begin
  if tg_op <> 'INSERT' then
    insert into holdfast.outside_effect as known (group_id, record_id, owner_id, was_there, changed_by, program, at)
    select group_id, record_id, owner_id, true, session_user, program, moment from former
    on conflict (group_id, record_id) do update
      set changed_by = excluded.changed_by, program = excluded.program, at = excluded.at;
    insert into holdfast.outside_change as known (group_id, owner_id, at, changed_by, program)
    select distinct group_id, owner_id, moment, session_user, program from former
    on conflict (group_id) do update set at = excluded.at, changed_by = excluded.changed_by, program = excluded.program;
  end if;
  if tg_op <> 'DELETE' then
    -- A row that was there before is known from above; the others are new.
    insert into holdfast.outside_effect as known (group_id, record_id, owner_id, was_there, changed_by, program, at)
    select group_id, record_id, owner_id, false, session_user, program, moment from fresh
    on conflict (group_id, record_id) do update
      set changed_by = excluded.changed_by, program = excluded.program, at = excluded.at;
    insert into holdfast.outside_change as known (group_id, owner_id, at, changed_by, program)
    select distinct group_id, owner_id, moment, session_user, program from fresh
    on conflict (group_id) do update set at = excluded.at, changed_by = excluded.changed_by, program = excluded.program;
  end if;
  return null;
end
$$;

create function holdfast.note_outside_group() returns trigger
language plpgsql security definer
set search_path = pg_catalog
as $$
declare
  changed holdfast.selection_group := case when tg_op = 'DELETE' then old else new end;
  changed_features text[] := '{}';
begin
  if tg_op = 'UPDATE' then
    changed_features := array(
      select after.key from jsonb_each(to_jsonb(new)) after
      join jsonb_each(to_jsonb(old)) before on before.key = after.key and before.value <> after.value
      where after.key in ('name', 'description', 'is_default', 'place', 'version', 'owner_id')
      order by after.key
    );
  end if;
  insert into holdfast.outside_change as known
    (group_id, owner_id, at, changed_by, program, deleted_at_version, is_new, features)
  values (
    changed.id, changed.owner_id, clock_timestamp(), session_user,
    left(coalesce(current_setting('application_name', true), ''), 200),
    case when tg_op = 'DELETE' then old.version end, tg_op = 'INSERT', changed_features
  )
  on conflict (group_id) do update set
    at = excluded.at, changed_by = excluded.changed_by, program = excluded.program,
    deleted_at_version = excluded.deleted_at_version, is_new = known.is_new or excluded.is_new,
    features = array(select distinct feature from unnest(known.features || excluded.features) as feature order by feature);
  return null;
end
$$;

-- Truncating tells nobody which rows were there. Those who mean it can delete, and that is noted.
create function holdfast.refuse_selection_truncate() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  raise exception 'Truncating % is refused: it would not be noticed. Delete the rows instead.', tg_table_name
    using errcode = 'restrict_violation';
end
$$;

revoke execute on function holdfast.note_outside_selections(), holdfast.note_outside_group(), holdfast.refuse_selection_truncate()
  from public;

create trigger note_outside_insert after insert on holdfast.selection
  referencing new table as fresh for each statement
  when (current_setting('holdfast.writer', true) is distinct from 'on')
  execute function holdfast.note_outside_selections();
create trigger note_outside_update after update on holdfast.selection
  referencing old table as former new table as fresh for each statement
  when (current_setting('holdfast.writer', true) is distinct from 'on')
  execute function holdfast.note_outside_selections();
create trigger note_outside_delete after delete on holdfast.selection
  referencing old table as former for each statement
  when (current_setting('holdfast.writer', true) is distinct from 'on')
  execute function holdfast.note_outside_selections();
create trigger note_outside_group after insert or update or delete on holdfast.selection_group
  for each row when (current_setting('holdfast.writer', true) is distinct from 'on')
  execute function holdfast.note_outside_group();
create trigger refuse_truncate before truncate on holdfast.selection
  for each statement execute function holdfast.refuse_selection_truncate();
create trigger refuse_truncate before truncate on holdfast.selection_group
  for each statement execute function holdfast.refuse_selection_truncate();

reset role;
