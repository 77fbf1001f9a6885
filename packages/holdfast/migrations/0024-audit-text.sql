-- What people wrote, such as names of groups and notes, beside the trail instead of in it, so that it can be destroyed with them.
set role holdfast_owner;

-- A row of the trail whose metadata has a `textId` says this as well. The id is a hash over salt, person and contents, so a row here
-- cannot be altered without the trail showing it, and without its salt the id tells nothing.
create table holdfast.audit_text (
  id text primary key,
  -- Whose state was changed.
  user_id uuid,
  contents jsonb not null,
  salt bytea not null,
  -- The time of the rows of the trail that name it: it leaves with their month.
  at timestamptz not null
);
create index audit_text_user on holdfast.audit_text (user_id);
create index audit_text_time on holdfast.audit_text (at);

create trigger refuse_statement before update or truncate on holdfast.audit_text
  for each statement execute function holdfast.refuse_trail_change();

alter table holdfast.audit_text enable row level security;
alter table holdfast.audit_text force row level security;
create policy audit_text_own on holdfast.audit_text for select to holdfast_app
  using (user_id = (select holdfast.current_user_id()));
create policy audit_text_add on holdfast.audit_text for insert to holdfast_app
  with check (user_id = (select holdfast.current_user_id()));
create policy audit_text_insert on holdfast.audit_text for insert to holdfast_writer with check (true);
create policy audit_text_read on holdfast.audit_text for select to holdfast_writer using (true);
create policy audit_text_owner on holdfast.audit_text for select to holdfast_owner using (true);
create policy audit_text_erase on holdfast.audit_text for delete to holdfast_owner using (true);
grant select, insert on holdfast.audit_text to holdfast_app, holdfast_writer;

-- Metadata as people read it: with the text, or with a word about its absence. Its names are bound here, so it needs no search path of
-- its own, which would keep it from being inlined.
create function holdfast.audit_metadata(metadata jsonb, written jsonb) returns jsonb
language sql immutable parallel safe
return case
  when metadata ? 'textId' then (metadata - 'textId') || coalesce(written, '{"textErased": true}')
  else metadata
end;

create or replace view holdfast.audit_trail with (security_invoker = true) as
select
  event.id, event.at, event.actor_id, event.user_id, event.tenant_id, event.action, event.group_id, event.group_version,
  event.record_id, event.token_id, event.operation_id, event.journal_id, event.position,
  context.session_id, context.address, context.user_agent,
  holdfast.audit_metadata(event.metadata, written.contents) as metadata
from holdfast.audit_event event
left join holdfast.audit_context context on context.id = event.context_id
left join holdfast.audit_text written on written.id = event.metadata ->> 'textId';

-- Destroys from where a person's changes came and what was written in them; the trail stays. Only together with an event that says so,
-- and not under a hold. `kept_texts`: rows of earlier releases, which have the text in them and go with their month.
create function holdfast.erase_audit_traces(person uuid) returns table (contexts bigint, texts bigint, kept_texts bigint)
language plpgsql security definer
set search_path = pg_catalog
as $$
begin
  if exists (select from holdfast.legal_hold hold where hold.lifted_at is null and (hold.user_id is null or hold.user_id = person)) then
    raise exception 'A legal hold covers this user.' using errcode = 'restrict_violation';
  end if;
  if not exists (
    select from holdfast.audit_event event
    where event.user_id = person and event.action = 'user_erased' and event.xact = pg_current_xact_id()
  ) then
    raise exception 'An erasure is written to the audit trail in the same transaction.' using errcode = 'restrict_violation';
  end if;
  delete from holdfast.audit_context context
  where context.user_id = person
    or (context.user_id is null
      and context.id in (select event.context_id from holdfast.audit_event event where event.user_id = person and event.actor_id is null));
  get diagnostics contexts = row_count;
  delete from holdfast.audit_text written where written.user_id = person;
  get diagnostics texts = row_count;
  select count(*) into kept_texts
  from holdfast.audit_event event
  where event.user_id = person and jsonb_strip_nulls(event.metadata) ?| array['name', 'description', 'note', 'state', 'metadataKeys', 'account'];
  return next;
end
$$;
revoke execute on function holdfast.erase_audit_traces(uuid) from public;
grant execute on function holdfast.erase_audit_traces(uuid) to holdfast_writer;

-- What processes of the release before call.
create or replace function holdfast.erase_audit_contexts(person uuid) returns bigint
language sql security definer
set search_path = pg_catalog
as $$ select traces.contexts from holdfast.erase_audit_traces(person) traces $$;

-- As before, and the texts of the month go with it.
create or replace function holdfast.drop_audit_month(month date) returns table (row_count bigint, contexts bigint)
language plpgsql security definer
set search_path = pg_catalog
as $$
declare
  name text := 'audit_event_' || to_char(month, 'YYYY_MM');
  first timestamptz := date_trunc('month', month)::timestamp at time zone 'UTC';
  last timestamptz := (date_trunc('month', month) + interval '1 month')::timestamp at time zone 'UTC';
  verdict record;
begin
  if not exists (
    select from pg_inherits where inhparent = 'holdfast.audit_event'::regclass and inhrelid = to_regclass('holdfast.' || name)
  ) then
    raise exception 'The audit trail has no month of its own called %.', name using errcode = 'undefined_table';
  end if;
  -- Locks out whoever could add a row between the check and the removal.
  execute format('lock table only holdfast.audit_event, holdfast.%I in access exclusive mode', name);
  select * into verdict from holdfast.audit_month(date_trunc('month', month)::date);
  if verdict.kept_until > now() or last + interval '1 month' > now() then
    raise exception 'The audit trail of % is to be kept until %.', to_char(month, 'YYYY-MM'), verdict.kept_until using errcode = 'restrict_violation';
  elsif verdict.held > 0 then
    raise exception 'The audit trail of % is under legal hold.', to_char(month, 'YYYY-MM') using errcode = 'restrict_violation';
  elsif verdict.unsealed > 0 then
    raise exception 'The audit trail of % is not sealed yet.', to_char(month, 'YYYY-MM') using errcode = 'restrict_violation';
  end if;
  execute format('drop table holdfast.%I', name);
  delete from holdfast.audit_context context
  where context.at < last and not exists (select from holdfast.audit_event event where event.context_id = context.id);
  get diagnostics contexts = row_count;
  delete from holdfast.audit_text written where written.at >= first and written.at < last;
  delete from holdfast.audit_seal_row kept using holdfast.audit_seal seal
  where seal.chain = kept.chain and seal.seq = kept.seq and seal.first_at >= first and seal.last_at < last;
  drop_audit_month.row_count := verdict.row_count;
  return next;
end
$$;

reset role;
