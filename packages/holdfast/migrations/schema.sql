-- The schema that the migrations make, for reading and for comparison. Written by a tool, never by hand.

-- roles
create role holdfast_app nologin noinherit;
create role holdfast_owner nologin noinherit;
create role holdfast_writer nologin noinherit;

-- schema
create schema holdfast authorization holdfast_owner;
grant usage on schema holdfast to holdfast_app;
grant usage on schema holdfast to holdfast_writer;

-- sequences
create sequence holdfast.audit_event_id as bigint increment 1 minvalue 1 maxvalue 9223372036854775807 start 1 cache 50;
grant usage on sequence holdfast.audit_event_id to holdfast_app;
grant usage on sequence holdfast.audit_event_id to holdfast_writer;

-- table holdfast.app_user
create table holdfast.app_user (
  id uuid not null,
  email text not null,
  email_key text not null generated always as (lower(email)) stored,
  role text not null default 'user'::text,
  email_verified_at timestamp with time zone,
  created_at timestamp with time zone not null
);
alter table holdfast.app_user enable row level security;
alter table holdfast.app_user force row level security;
alter table holdfast.app_user owner to holdfast_owner;
alter table holdfast.app_user add constraint app_user_pkey PRIMARY KEY (id);
alter table holdfast.app_user add constraint app_user_email UNIQUE (email_key);
alter table holdfast.app_user add constraint app_user_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254)));
alter table holdfast.app_user add constraint app_user_role_check CHECK ((role = ANY (ARRAY['user'::text, 'admin'::text])));
create policy app_user_own on holdfast.app_user as permissive for select to holdfast_app
  using ((id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy app_user_writer on holdfast.app_user as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.app_user to holdfast_writer;
grant select on holdfast.app_user to holdfast_app;

-- table holdfast.audit_context
create table holdfast.audit_context (
  id uuid not null,
  user_id uuid,
  session_id uuid,
  address inet,
  user_agent text,
  salt bytea not null,
  at timestamp with time zone not null
);
alter table holdfast.audit_context enable row level security;
alter table holdfast.audit_context force row level security;
alter table holdfast.audit_context owner to holdfast_owner;
alter table holdfast.audit_context add constraint audit_context_pkey PRIMARY KEY (id);
CREATE INDEX audit_context_session ON holdfast.audit_context USING btree (session_id);
CREATE INDEX audit_context_user ON holdfast.audit_context USING btree (user_id);
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON holdfast.audit_context FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();
CREATE TRIGGER refuse_update BEFORE UPDATE ON holdfast.audit_context FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_trail_change();
create policy audit_context_add on holdfast.audit_context as permissive for insert to holdfast_app
  with check ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_context_insert on holdfast.audit_context as permissive for insert to holdfast_writer
  with check (true);
create policy audit_context_own on holdfast.audit_context as permissive for select to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_context_read on holdfast.audit_context as permissive for select to holdfast_writer
  using (true);
grant insert, select on holdfast.audit_context to holdfast_app;
grant insert, select on holdfast.audit_context to holdfast_writer;

-- table holdfast.audit_event
create table holdfast.audit_event (
  id bigint not null default nextval('holdfast.audit_event_id'::regclass),
  at timestamp with time zone not null,
  actor_id uuid,
  user_id uuid,
  tenant_id uuid,
  action text not null,
  group_id uuid,
  group_version bigint,
  record_id uuid,
  token_id uuid,
  operation_id uuid,
  journal_id uuid,
  "position" bigint,
  context_id uuid,
  metadata jsonb
) partition by range (at);
alter table holdfast.audit_event enable row level security;
alter table holdfast.audit_event force row level security;
alter table holdfast.audit_event owner to holdfast_owner;
alter table holdfast.audit_event add constraint audit_event_pkey PRIMARY KEY (at, id);
alter table holdfast.audit_event add constraint audit_event_action_check CHECK (((length(action) >= 1) AND (length(action) <= 60)));
CREATE INDEX audit_event_action ON ONLY holdfast.audit_event USING btree (action, at);
CREATE INDEX audit_event_context ON ONLY holdfast.audit_event USING btree (context_id) WHERE (context_id IS NOT NULL);
CREATE INDEX audit_event_group ON ONLY holdfast.audit_event USING btree (group_id, group_version) WHERE (group_id IS NOT NULL);
CREATE INDEX audit_event_record ON ONLY holdfast.audit_event USING btree (record_id, at) WHERE (record_id IS NOT NULL);
CREATE INDEX audit_event_user ON ONLY holdfast.audit_event USING btree (user_id, at);
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON holdfast.audit_event FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_trail_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON holdfast.audit_event FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();
create policy audit_event_add on holdfast.audit_event as permissive for insert to holdfast_app
  with check ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_event_insert on holdfast.audit_event as permissive for insert to holdfast_writer
  with check (true);
create policy audit_event_own on holdfast.audit_event as permissive for select to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_event_read on holdfast.audit_event as permissive for select to holdfast_writer
  using (true);
grant insert, select on holdfast.audit_event to holdfast_app;
grant insert, select on holdfast.audit_event to holdfast_writer;

-- table holdfast.audit_event_default
create table holdfast.audit_event_default partition of holdfast.audit_event default;
alter table holdfast.audit_event_default enable row level security;
alter table holdfast.audit_event_default force row level security;
alter table holdfast.audit_event_default owner to holdfast_owner;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON holdfast.audit_event_default FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();

-- table holdfast.credential
create table holdfast.credential (
  user_id uuid not null,
  password_hash text not null,
  changed_at timestamp with time zone not null
);
alter table holdfast.credential enable row level security;
alter table holdfast.credential force row level security;
alter table holdfast.credential owner to holdfast_owner;
alter table holdfast.credential add constraint credential_pkey PRIMARY KEY (user_id);
alter table holdfast.credential add constraint credential_user_id_fkey FOREIGN KEY (user_id) REFERENCES holdfast.app_user(id) ON DELETE CASCADE;
create policy credential_writer on holdfast.credential as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.credential to holdfast_writer;

-- table holdfast.held_token
create table holdfast.held_token (
  id uuid not null,
  tenant_id uuid,
  user_id uuid not null,
  provider text not null,
  account text not null default 'default'::text,
  status text not null,
  access_token bytea,
  refresh_token bytea,
  key_id text,
  token_type text not null,
  scopes text[] not null default '{}'::text[],
  expires_at timestamp with time zone,
  refresh_expires_at timestamp with time zone,
  generation bigint not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  status_reason text,
  metadata jsonb not null default '{}'::jsonb
);
alter table holdfast.held_token enable row level security;
alter table holdfast.held_token force row level security;
alter table holdfast.held_token owner to holdfast_owner;
alter table holdfast.held_token add constraint held_token_pkey PRIMARY KEY (id);
alter table holdfast.held_token add constraint held_token_name UNIQUE NULLS NOT DISTINCT (tenant_id, user_id, provider, account);
alter table holdfast.held_token add constraint held_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES holdfast.app_user(id) ON DELETE CASCADE;
alter table holdfast.held_token add constraint held_token_account_check CHECK (((length(account) >= 1) AND (length(account) <= 120)));
alter table holdfast.held_token add constraint held_token_provider_check CHECK (((length(provider) >= 1) AND (length(provider) <= 120)));
alter table holdfast.held_token add constraint held_token_secret CHECK (((status <> 'active'::text) OR (access_token IS NOT NULL)));
alter table holdfast.held_token add constraint held_token_status_check CHECK ((status = ANY (ARRAY['active'::text, 'revoked'::text, 'reconnect_required'::text])));
CREATE INDEX held_token_expiry ON holdfast.held_token USING btree (expires_at) WHERE (status = 'active'::text);
CREATE INDEX held_token_user ON holdfast.held_token USING btree (user_id);
create policy held_token_own on holdfast.held_token as permissive for all to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)))
  with check ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy held_token_writer on holdfast.held_token as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.held_token to holdfast_writer;
grant insert, select, update on holdfast.held_token to holdfast_app;

-- table holdfast.host
create table holdfast.host (
  only_row boolean not null default true,
  tables jsonb not null
);
alter table holdfast.host owner to holdfast_owner;
alter table holdfast.host add constraint host_pkey PRIMARY KEY (only_row);
alter table holdfast.host add constraint host_only_row_check CHECK (only_row);
grant select on holdfast.host to holdfast_app;
grant select on holdfast.host to holdfast_writer;

-- table holdfast.issued_token
create table holdfast.issued_token (
  id uuid not null,
  kind text not null,
  tenant_id uuid,
  user_id uuid,
  hash bytea not null,
  sent_to text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  idle_expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  consumed_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoke_reason text,
  attempts integer not null default 0,
  address inet,
  user_agent text,
  metadata jsonb not null default '{}'::jsonb,
  generation bigint not null default 1
);
alter table holdfast.issued_token enable row level security;
alter table holdfast.issued_token force row level security;
alter table holdfast.issued_token owner to holdfast_owner;
alter table holdfast.issued_token add constraint issued_token_pkey PRIMARY KEY (id);
alter table holdfast.issued_token add constraint issued_token_hash_key UNIQUE (hash);
alter table holdfast.issued_token add constraint issued_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES holdfast.app_user(id) ON DELETE CASCADE;
alter table holdfast.issued_token add constraint issued_token_hash_check CHECK ((octet_length(hash) = 32));
CREATE INDEX issued_token_end ON holdfast.issued_token USING btree (expires_at);
CREATE INDEX issued_token_user ON holdfast.issued_token USING btree (user_id, kind, created_at);
create policy issued_token_end on holdfast.issued_token as permissive for update to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)))
  with check (((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)) AND (revoked_at IS NOT NULL)));
create policy issued_token_own on holdfast.issued_token as permissive for select to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy issued_token_writer on holdfast.issued_token as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.issued_token to holdfast_writer;
grant select (id, kind, tenant_id, user_id, sent_to, created_at, expires_at, idle_expires_at, last_used_at, consumed_at, revoked_at, revoke_reason, address, user_agent, metadata, generation) on holdfast.issued_token to holdfast_app;
grant update (revoked_at, revoke_reason, generation) on holdfast.issued_token to holdfast_app;

-- table holdfast.journal
create table holdfast.journal (
  id uuid not null,
  kind text not null,
  place text not null,
  epoch bigint not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone
);
alter table holdfast.journal owner to holdfast_owner;
alter table holdfast.journal add constraint journal_pkey PRIMARY KEY (id);
alter table holdfast.journal add constraint journal_kind_check CHECK ((kind = ANY (ARRAY['local'::text, 'shared'::text])));
grant insert, select, update on holdfast.journal to holdfast_writer;

-- table holdfast.journal_lane
create table holdfast.journal_lane (
  journal_id uuid not null,
  lane integer not null,
  "position" bigint not null,
  applied bigint not null default 0,
  quarantined bigint not null default 0,
  updated_at timestamp with time zone not null
);
alter table holdfast.journal_lane owner to holdfast_owner;
alter table holdfast.journal_lane add constraint journal_lane_pkey PRIMARY KEY (journal_id, lane);
alter table holdfast.journal_lane add constraint journal_lane_journal_id_fkey FOREIGN KEY (journal_id) REFERENCES holdfast.journal(id);
alter table holdfast.journal_lane add constraint journal_lane_lane_check CHECK ((lane >= 0));
alter table holdfast.journal_lane add constraint journal_lane_position_check CHECK (("position" >= 0));
grant insert, select, update on holdfast.journal_lane to holdfast_writer;

-- table holdfast.migration
create table holdfast.migration (
  number integer not null,
  name text not null,
  breaking boolean not null,
  digest text not null,
  applied_at timestamp with time zone not null default now()
);
alter table holdfast.migration owner to holdfast_owner;
alter table holdfast.migration add constraint migration_pkey PRIMARY KEY (number);
grant select on holdfast.migration to holdfast_app;
grant select on holdfast.migration to holdfast_writer;

-- table holdfast.operation
create table holdfast.operation (
  user_id uuid not null,
  id uuid not null,
  kind text not null,
  fingerprint text not null,
  journal_id uuid,
  "position" bigint,
  group_id uuid,
  answer jsonb not null,
  at timestamp with time zone not null
);
alter table holdfast.operation enable row level security;
alter table holdfast.operation force row level security;
alter table holdfast.operation owner to holdfast_owner;
alter table holdfast.operation add constraint operation_pkey PRIMARY KEY (user_id, id);
CREATE INDEX operation_at ON holdfast.operation USING btree (at);
create policy operation_own on holdfast.operation as permissive for select to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy operation_writer on holdfast.operation as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.operation to holdfast_writer;
grant select on holdfast.operation to holdfast_app;

-- table holdfast.quarantine
create table holdfast.quarantine (
  journal_id uuid not null,
  "position" bigint not null,
  user_id uuid not null,
  operation_id uuid not null,
  sql_state text not null,
  message text not null,
  payload jsonb not null,
  at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  resolution text
);
alter table holdfast.quarantine enable row level security;
alter table holdfast.quarantine force row level security;
alter table holdfast.quarantine owner to holdfast_owner;
alter table holdfast.quarantine add constraint quarantine_pkey PRIMARY KEY (journal_id, "position");
alter table holdfast.quarantine add constraint quarantine_resolution_check CHECK ((resolution = ANY (ARRAY['replayed'::text, 'discarded'::text])));
CREATE INDEX quarantine_open ON holdfast.quarantine USING btree (at) WHERE (resolved_at IS NULL);
CREATE INDEX quarantine_user ON holdfast.quarantine USING btree (user_id);
create policy quarantine_own on holdfast.quarantine as permissive for select to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy quarantine_writer on holdfast.quarantine as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant insert, select, update on holdfast.quarantine to holdfast_writer;
grant select on holdfast.quarantine to holdfast_app;

-- table holdfast.record
create table holdfast.record (
  id uuid not null,
  title text not null,
  reference text,
  family text,
  type text,
  year integer,
  status text,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  search tsvector not null generated always as (to_tsvector('simple'::regconfig, ((((title || ' '::text) || COALESCE(reference, ''::text)) || ' '::text) || COALESCE((year)::text, ''::text)))) stored
);
alter table holdfast.record owner to holdfast_owner;
alter table holdfast.record add constraint record_pkey PRIMARY KEY (id);
alter table holdfast.record add constraint record_title_check CHECK (((length(title) >= 1) AND (length(title) <= 2000)));
CREATE INDEX record_family ON holdfast.record USING btree (family, id);
CREATE INDEX record_search ON holdfast.record USING gin (search);
CREATE INDEX record_status ON holdfast.record USING btree (status, id);
CREATE INDEX record_title ON holdfast.record USING btree (title, id);
CREATE INDEX record_type ON holdfast.record USING btree (type, id);
CREATE INDEX record_year ON holdfast.record USING btree (year, id);
CREATE TRIGGER holdfast_refuse_delete BEFORE DELETE ON holdfast.record FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_record_delete();
CREATE TRIGGER holdfast_refuse_truncate BEFORE TRUNCATE ON holdfast.record FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_record_delete();
grant insert, select, update on holdfast.record to holdfast_writer;
grant select on holdfast.record to holdfast_app;

-- table holdfast.selection
create table holdfast.selection (
  id uuid not null default gen_random_uuid(),
  group_id uuid not null,
  owner_id uuid not null,
  record_id uuid not null,
  added_by uuid,
  note text,
  state text,
  metadata jsonb not null default '{}'::jsonb,
  version bigint not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
alter table holdfast.selection enable row level security;
alter table holdfast.selection force row level security;
alter table holdfast.selection owner to holdfast_owner;
alter table holdfast.selection add constraint selection_pkey PRIMARY KEY (group_id, record_id);
alter table holdfast.selection add constraint selection_group_id_owner_id_fkey FOREIGN KEY (group_id, owner_id) REFERENCES holdfast.selection_group(id, owner_id) ON DELETE CASCADE;
alter table holdfast.selection add constraint selection_record_id_fkey FOREIGN KEY (record_id) REFERENCES holdfast.record(id);
alter table holdfast.selection add constraint selection_note_check CHECK ((length(note) <= 10000));
alter table holdfast.selection add constraint selection_state_check CHECK ((length(state) <= 120));
CREATE INDEX selection_record ON holdfast.selection USING btree (record_id);
create policy selection_own on holdfast.selection as permissive for select to holdfast_app
  using ((owner_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy selection_writer on holdfast.selection as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.selection to holdfast_writer;
grant select on holdfast.selection to holdfast_app;

-- table holdfast.selection_group
create table holdfast.selection_group (
  id uuid not null,
  owner_user_id uuid,
  owner_organisation_id uuid,
  owner_id uuid not null generated always as (COALESCE(owner_user_id, owner_organisation_id)) stored,
  name text not null,
  name_key text not null generated always as (lower(name)) stored,
  description text,
  is_default boolean not null default false,
  place integer not null,
  version bigint not null,
  count integer not null,
  metadata jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
alter table holdfast.selection_group enable row level security;
alter table holdfast.selection_group force row level security;
alter table holdfast.selection_group owner to holdfast_owner;
alter table holdfast.selection_group add constraint selection_group_pkey PRIMARY KEY (id);
alter table holdfast.selection_group add constraint selection_group_name UNIQUE (owner_id, name_key) DEFERRABLE INITIALLY DEFERRED;
alter table holdfast.selection_group add constraint selection_group_owner UNIQUE (id, owner_id);
alter table holdfast.selection_group add constraint selection_group_owner_user_id_fkey FOREIGN KEY (owner_user_id) REFERENCES holdfast.app_user(id) ON DELETE CASCADE;
alter table holdfast.selection_group add constraint selection_group_count_check CHECK ((count >= 0));
alter table holdfast.selection_group add constraint selection_group_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));
alter table holdfast.selection_group add constraint selection_group_one_owner CHECK ((num_nonnulls(owner_user_id, owner_organisation_id) = 1));
alter table holdfast.selection_group add constraint selection_group_version_check CHECK ((version >= 0));
CREATE UNIQUE INDEX selection_group_default ON holdfast.selection_group USING btree (owner_id) WHERE is_default;
CREATE INDEX selection_group_owner_user ON holdfast.selection_group USING btree (owner_user_id);
create policy selection_group_own on holdfast.selection_group as permissive for select to holdfast_app
  using ((owner_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy selection_group_writer on holdfast.selection_group as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.selection_group to holdfast_writer;
grant select on holdfast.selection_group to holdfast_app;

-- view holdfast.audit_trail
create view holdfast.audit_trail with (security_invoker=true) as
 SELECT event.id,
    event.at,
    event.actor_id,
    event.user_id,
    event.tenant_id,
    event.action,
    event.group_id,
    event.group_version,
    event.record_id,
    event.token_id,
    event.operation_id,
    event.journal_id,
    event."position",
    context.session_id,
    context.address,
    context.user_agent,
    event.metadata
   FROM holdfast.audit_event event
     LEFT JOIN holdfast.audit_context context ON context.id = event.context_id;
alter view holdfast.audit_trail owner to holdfast_owner;
grant select on holdfast.audit_trail to holdfast_app;
grant select on holdfast.audit_trail to holdfast_writer;

-- view holdfast.catalogue
create view holdfast.catalogue as
 SELECT id,
    title,
    reference,
    family,
    type,
    year,
    status,
    withdrawn_at,
    search
   FROM holdfast.record;
alter view holdfast.catalogue owner to holdfast_owner;
grant select on holdfast.catalogue to holdfast_app;
grant select on holdfast.catalogue to holdfast_writer;

-- function holdfast.current_user_id()
CREATE OR REPLACE FUNCTION holdfast.current_user_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
RETURN (NULLIF(current_setting('holdfast.user_id'::text, true), ''::text))::uuid
;
alter function holdfast.current_user_id() owner to holdfast_owner;
grant execute on function holdfast.current_user_id() to public;

-- function holdfast.ensure_audit_partitions(date,date)
CREATE OR REPLACE FUNCTION holdfast.ensure_audit_partitions(first date, last date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  month date := date_trunc('month', first)::date;
  name text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('holdfast.audit_event partitions'));
  while month <= last loop
    name := 'audit_event_' || to_char(month, 'YYYY_MM');
    if to_regclass('holdfast.' || name) is null then
      execute format('create table holdfast.%I partition of holdfast.audit_event for values from (%L) to (%L)',
        name, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
      execute format('alter table holdfast.%I enable row level security', name);
      execute format('alter table holdfast.%I force row level security', name);
      execute format('create trigger refuse_truncate before truncate on holdfast.%I '
        'for each statement execute function holdfast.refuse_trail_change()', name);
      made := made + 1;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end
$function$
;
alter function holdfast.ensure_audit_partitions(date,date) owner to holdfast_owner;
grant execute on function holdfast.ensure_audit_partitions(date,date) to holdfast_writer;

-- function holdfast.refuse_record_delete()
CREATE OR REPLACE FUNCTION holdfast.refuse_record_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'Records are never deleted: people have selected them. Withdraw the record instead.'
    using errcode = 'restrict_violation', hint = 'holdfast records withdraw ID';
end
$function$
;
alter function holdfast.refuse_record_delete() owner to holdfast_owner;
grant execute on function holdfast.refuse_record_delete() to public;

-- function holdfast.refuse_trail_change()
CREATE OR REPLACE FUNCTION holdfast.refuse_trail_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'The audit trail is append-only: % on % is refused.', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end
$function$
;
alter function holdfast.refuse_trail_change() owner to holdfast_owner;
grant execute on function holdfast.refuse_trail_change() to public;
