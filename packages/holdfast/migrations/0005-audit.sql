-- The audit trail: append-only, partitioned by month, without foreign keys in or out.
set role holdfast_owner;

create sequence holdfast.audit_event_id cache 50;
grant usage on sequence holdfast.audit_event_id to holdfast_app, holdfast_writer;

create table holdfast.audit_event (
  id bigint not null default nextval('holdfast.audit_event_id'),
  at timestamptz not null,
  actor_id uuid,
  -- Whose state was changed.
  user_id uuid,
  tenant_id uuid,
  action text not null check (length(action) between 1 and 60),
  group_id uuid,
  group_version bigint,
  -- Null for an action on a whole group.
  record_id uuid,
  token_id uuid,
  operation_id uuid,
  journal_id uuid,
  position bigint,
  -- Session, address and user agent: see audit_context.
  context_id uuid,
  metadata jsonb,
  primary key (at, id)
) partition by range (at);
create index audit_event_user on holdfast.audit_event (user_id, at);
create index audit_event_group on holdfast.audit_event (group_id, group_version) where group_id is not null;
create index audit_event_record on holdfast.audit_event (record_id, at) where record_id is not null;
create index audit_event_action on holdfast.audit_event (action, at);
create index audit_event_context on holdfast.audit_event (context_id) where context_id is not null;

-- From where a change was asked for. Kept apart so that erasing a person can destroy it and the trail stays as it was:
-- the id is a hash over the salt and the contents, so a row here cannot be altered without the trail showing it.
create table holdfast.audit_context (
  id uuid primary key,
  user_id uuid,
  session_id uuid,
  address inet,
  user_agent text,
  salt bytea not null,
  at timestamptz not null
);
create index audit_context_session on holdfast.audit_context (session_id);
create index audit_context_user on holdfast.audit_context (user_id);

create function holdfast.refuse_trail_change() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  raise exception 'The audit trail is append-only: % on % is refused.', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end
$$;

create trigger refuse_change before update or delete on holdfast.audit_event
  for each row execute function holdfast.refuse_trail_change();
-- By statement too: under forced row-level security the owner sees no rows, and would be told "0 rows" instead of "refused".
create trigger refuse_statement before update or delete or truncate on holdfast.audit_event
  for each statement execute function holdfast.refuse_trail_change();
create trigger refuse_statement before update or truncate on holdfast.audit_context
  for each statement execute function holdfast.refuse_trail_change();

-- Makes the monthly partitions from the month of `first` to the month of `last`. A statement trigger does not reach the
-- partitions by itself, so each gets its own. Safe to run from several processes and as often as one likes. A month of which
-- the default partition holds events already stays there.
create function holdfast.ensure_audit_partitions(first date, last date) returns integer
language plpgsql security definer
set search_path = pg_catalog
as $$
declare
  month date := date_trunc('month', first)::date;
  name text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('holdfast.audit_event partitions'));
  while month <= last loop
    name := 'audit_event_' || to_char(month, 'YYYY_MM');
    if to_regclass('holdfast.' || name) is null then
      begin
        execute format('create table holdfast.%I partition of holdfast.audit_event for values from (%L) to (%L)',
          name, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
        execute format('alter table holdfast.%I enable row level security', name);
        execute format('alter table holdfast.%I force row level security', name);
        execute format('create trigger refuse_statement before update or delete or truncate on holdfast.%I '
          'for each statement execute function holdfast.refuse_trail_change()', name);
        made := made + 1;
      exception when check_violation then
        raise warning 'The default partition of the audit trail holds events of %, so that month has no partition of its own.', month;
      end;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end
$$;
revoke execute on function holdfast.ensure_audit_partitions(date, date) from public;
grant execute on function holdfast.ensure_audit_partitions(date, date) to holdfast_writer;

-- A clock that jumped, or a job that did not run, must not lose an event: the default partition takes what fits nowhere else.
create table holdfast.audit_event_default partition of holdfast.audit_event default;
alter table holdfast.audit_event_default enable row level security;
alter table holdfast.audit_event_default force row level security;
create trigger refuse_statement before update or delete or truncate on holdfast.audit_event_default
  for each statement execute function holdfast.refuse_trail_change();
select holdfast.ensure_audit_partitions(current_date, (current_date + interval '3 months')::date);

alter table holdfast.audit_event enable row level security;
alter table holdfast.audit_event force row level security;
alter table holdfast.audit_context enable row level security;
alter table holdfast.audit_context force row level security;
create policy audit_event_own on holdfast.audit_event for select to holdfast_app
  using (user_id = (select holdfast.current_user_id()));
create policy audit_context_own on holdfast.audit_context for select to holdfast_app
  using (user_id = (select holdfast.current_user_id()));
create policy audit_event_add on holdfast.audit_event for insert to holdfast_app
  with check (user_id = (select holdfast.current_user_id()));
create policy audit_context_add on holdfast.audit_context for insert to holdfast_app
  with check (user_id = (select holdfast.current_user_id()));
create policy audit_event_insert on holdfast.audit_event for insert to holdfast_writer with check (true);
create policy audit_event_read on holdfast.audit_event for select to holdfast_writer using (true);
create policy audit_context_insert on holdfast.audit_context for insert to holdfast_writer with check (true);
create policy audit_context_read on holdfast.audit_context for select to holdfast_writer using (true);
grant select, insert on holdfast.audit_event, holdfast.audit_context to holdfast_app, holdfast_writer;

-- The trail as people read it, under the rights of the reader.
create view holdfast.audit_trail with (security_invoker = true) as
select
  event.id, event.at, event.actor_id, event.user_id, event.tenant_id, event.action, event.group_id, event.group_version,
  event.record_id, event.token_id, event.operation_id, event.journal_id, event.position,
  context.session_id, context.address, context.user_agent, event.metadata
from holdfast.audit_event event
left join holdfast.audit_context context on context.id = event.context_id;
grant select on holdfast.audit_trail to holdfast_app, holdfast_writer;

reset role;
