-- The seals over the audit trail, what may leave it and when, and how a person is taken out of it.
set role holdfast_owner;

-- The transaction that wrote a row. Every transaction below the oldest one that still runs has ended, so rows in the order of
-- (xact, id) can be sealed without missing those that commit late. A constant for the rows that are there: no rewrite.
alter table holdfast.audit_event add column xact xid8 not null default pg_current_xact_id();
create index audit_event_order on holdfast.audit_event (xact, id);
-- Nobody chooses the number or the transaction of a row.
revoke insert on holdfast.audit_event from holdfast_app, holdfast_writer;
grant insert (at, actor_id, user_id, tenant_id, action, group_id, group_version, record_id, token_id, operation_id, journal_id, position,
  context_id, metadata) on holdfast.audit_event to holdfast_app, holdfast_writer;

-- One link of the chain: a window of rows, a removal by retention, or a change of key. One chain today.
create table holdfast.audit_seal (
  chain integer not null,
  seq bigint not null check (seq >= 1),
  kind text not null check (kind in ('rows', 'retention', 'key')),
  -- The version of the canonical forms of rows and seals.
  form integer not null,
  -- Rows are numbered without gaps: this seal holds first_row to first_row + row_count - 1.
  first_row bigint not null check (first_row >= 1),
  row_count integer not null check (row_count >= 0),
  first_at timestamptz,
  last_at timestamptz,
  -- Where the window ends; it begins after the end of the seal before.
  last_xact xid8 not null,
  last_id bigint not null,
  -- Merkle root over the rows (RFC 6962), and SHA-256 over the keys in audit_seal_row.
  root bytea not null check (octet_length(root) = 32),
  keys_digest bytea not null check (octet_length(keys_digest) = 32),
  previous bytea not null check (octet_length(previous) = 32),
  key_id text not null,
  sealed_at timestamptz not null,
  -- JSON as it was signed, letter by letter.
  detail text not null,
  hash bytea not null check (octet_length(hash) = 32),
  -- Ed25519 over the hash.
  signature bytea not null check (octet_length(signature) = 64),
  primary key (chain, seq),
  constraint audit_seal_no_fork unique (chain, previous)
);
create index audit_seal_end on holdfast.audit_seal (chain, last_xact, last_id);
create index audit_seal_time on holdfast.audit_seal (sealed_at);

-- What a window held, so that a row that does not fit can be named. Goes when retention has removed the whole window.
create table holdfast.audit_seal_row (
  chain integer not null,
  seq bigint not null,
  ids bigint[] not null,
  times timestamptz[] not null,
  -- 32 bytes for each row, in order.
  leaves bytea not null,
  primary key (chain, seq)
);
-- Hashes do not compress, and parts of them are read.
alter table holdfast.audit_seal_row alter column leaves set storage external;

-- Where the chain ends: the second witness against a tail that was cut off.
create table holdfast.audit_head (
  chain integer primary key,
  seq bigint not null,
  hash bytea not null
);

create function holdfast.refuse_head_return() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if new.chain = old.chain and new.seq > old.seq then
    return new;
  end if;
  raise exception 'The head of the audit chain only moves forward.' using errcode = 'restrict_violation';
end
$$;

create trigger refuse_statement before update or delete or truncate on holdfast.audit_seal
  for each statement execute function holdfast.refuse_trail_change();
create trigger refuse_statement before update or truncate on holdfast.audit_seal_row
  for each statement execute function holdfast.refuse_trail_change();
create trigger refuse_statement before delete or truncate on holdfast.audit_head
  for each statement execute function holdfast.refuse_trail_change();
create trigger refuse_return before update on holdfast.audit_head
  for each row execute function holdfast.refuse_head_return();

-- How long rows of a class of actions are kept. A month leaves the trail as a whole, when every class that occurs in it may go.
create table holdfast.audit_retention (
  class text primary key,
  keep_months integer not null check (keep_months between 1 and 1200)
);
insert into holdfast.audit_retention (class, keep_months)
values ('selections', 24), ('tokens', 24), ('sessions', 24), ('accounts', 24), ('administration', 24);

-- Actions that are not known here are kept like administration.
create function holdfast.audit_class(action text) returns text
language sql immutable parallel safe
set search_path = pg_catalog
return case
  when action like 'sign\_%' or action like 'session\_%' then 'sessions'
  when action like 'account\_%' or action in ('password_changed', 'user_erased') then 'accounts'
  when action like '%token%' or action like '%reconnect%' then 'tokens'
  when action like '%select%' or action like '%group%' or action like 'operation\_%' or action like '%quarantine%' or action in
    ('clear_all', 'make_default', 'annotate', 'move', 'copy', 'undo', 'redo', 'restore', 'changed_outside') then 'selections'
  else 'administration'
end;

-- While a hold is set, nothing of what it covers is removed: of one user, or of everybody when user_id is null.
create table holdfast.legal_hold (
  id uuid primary key,
  user_id uuid,
  reason text not null check (length(reason) between 1 and 2000),
  -- Covers rows from this time on; all when null.
  rows_from timestamptz,
  set_at timestamptz not null,
  set_by uuid,
  lifted_at timestamptz,
  lifted_by uuid
);

alter table holdfast.audit_seal enable row level security;
alter table holdfast.audit_seal force row level security;
alter table holdfast.audit_seal_row enable row level security;
alter table holdfast.audit_seal_row force row level security;
alter table holdfast.audit_head enable row level security;
alter table holdfast.audit_head force row level security;
alter table holdfast.audit_retention enable row level security;
alter table holdfast.audit_retention force row level security;
alter table holdfast.legal_hold enable row level security;
alter table holdfast.legal_hold force row level security;
create policy audit_seal_writer on holdfast.audit_seal to holdfast_writer using (true) with check (true);
create policy audit_seal_row_writer on holdfast.audit_seal_row to holdfast_writer using (true) with check (true);
create policy audit_head_writer on holdfast.audit_head to holdfast_writer using (true) with check (true);
create policy audit_retention_writer on holdfast.audit_retention to holdfast_writer using (true) with check (true);
create policy legal_hold_writer on holdfast.legal_hold to holdfast_writer using (true) with check (true);
-- Two functions below run as the owner, as which nobody logs in: what they must see, and the two tables they may delete from.
create policy audit_event_owner on holdfast.audit_event for select to holdfast_owner using (true);
create policy audit_context_owner on holdfast.audit_context for select to holdfast_owner using (true);
create policy audit_context_erase on holdfast.audit_context for delete to holdfast_owner using (true);
create policy audit_seal_owner on holdfast.audit_seal for select to holdfast_owner using (true);
create policy audit_seal_row_owner on holdfast.audit_seal_row for select to holdfast_owner using (true);
create policy audit_seal_row_drop on holdfast.audit_seal_row for delete to holdfast_owner using (true);
create policy audit_retention_owner on holdfast.audit_retention for select to holdfast_owner using (true);
create policy legal_hold_owner on holdfast.legal_hold for select to holdfast_owner using (true);
grant select, insert on holdfast.audit_seal, holdfast.audit_seal_row to holdfast_writer;
grant select, insert, update on holdfast.audit_head to holdfast_writer;
grant select, update (keep_months) on holdfast.audit_retention to holdfast_writer;
grant select, insert, update (lifted_at, lifted_by) on holdfast.legal_hold to holdfast_writer;

-- What may be said about one month of the trail: under the rights of the reader, for the report and for the removal alike.
create function holdfast.audit_month(month date)
returns table (row_count bigint, classes text[], kept_until timestamptz, held bigint, unsealed bigint)
language sql stable
set search_path = pg_catalog
as $$
  with bounds as (
    select month::timestamp at time zone 'UTC' as first, (month + interval '1 month')::timestamp at time zone 'UTC' as last
  ),
  action as (
    select event.action, count(*) as rows
    from holdfast.audit_event event, bounds
    where event.at >= bounds.first and event.at < bounds.last
    group by event.action
  ),
  class as (
    select retention.class, retention.keep_months
    from holdfast.audit_retention retention
    where retention.class in (select holdfast.audit_class(action.action) from action)
  ),
  ending as (
    select seal.last_xact, seal.last_id from holdfast.audit_seal seal where seal.chain = 1 order by seal.seq desc limit 1
  )
  select
    (select coalesce(sum(action.rows), 0)::bigint from action),
    (select coalesce(array_agg(class.class order by class.class), '{}') from class),
    (select coalesce(max(((month + interval '1 month') + class.keep_months * interval '1 month')::timestamp at time zone 'UTC'), bounds.last) from class),
    (select count(*) from holdfast.legal_hold hold
      where hold.lifted_at is null and (hold.rows_from is null or hold.rows_from < bounds.last)
        and (hold.user_id is null or exists (
          select from holdfast.audit_event event
          where event.at >= bounds.first and event.at < bounds.last and event.at >= coalesce(hold.rows_from, bounds.first)
            and (event.user_id = hold.user_id or event.actor_id = hold.user_id)))),
    (select count(*) from holdfast.audit_event event
      where event.at >= bounds.first and event.at < bounds.last
        and ((event.xact, event.id) > (select ending.last_xact, ending.last_id from ending) or not exists (select from ending)))
  from bounds
$$;

-- Removes one month, checked again here whoever asks. The caller holds the lock of the sealer and writes the seal that says so.
create function holdfast.drop_audit_month(month date) returns table (row_count bigint, contexts bigint)
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
  delete from holdfast.audit_seal_row kept using holdfast.audit_seal seal
  where seal.chain = kept.chain and seal.seq = kept.seq and seal.first_at >= first and seal.last_at < last;
  drop_audit_month.row_count := verdict.row_count;
  return next;
end
$$;

-- Destroys from where a person's changes came; the trail stays. Only together with an event that says so, and not under a hold.
create function holdfast.erase_audit_contexts(person uuid) returns bigint
language plpgsql security definer
set search_path = pg_catalog
as $$
declare
  erased bigint;
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
  get diagnostics erased = row_count;
  return erased;
end
$$;
revoke execute on function holdfast.drop_audit_month(date), holdfast.erase_audit_contexts(uuid) from public;
grant execute on function holdfast.drop_audit_month(date), holdfast.erase_audit_contexts(uuid) to holdfast_writer;

reset role;
