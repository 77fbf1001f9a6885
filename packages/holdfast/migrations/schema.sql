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
grant select on holdfast.app_user to holdfast_app;
grant delete, insert, select, update on holdfast.app_user to holdfast_writer;

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
CREATE TRIGGER refuse_statement BEFORE UPDATE OR TRUNCATE ON holdfast.audit_context FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();
create policy audit_context_add on holdfast.audit_context as permissive for insert to holdfast_app
  with check ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_context_erase on holdfast.audit_context as permissive for delete to holdfast_owner
  using (true);
create policy audit_context_insert on holdfast.audit_context as permissive for insert to holdfast_writer
  with check (true);
create policy audit_context_own on holdfast.audit_context as permissive for select to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_context_owner on holdfast.audit_context as permissive for select to holdfast_owner
  using (true);
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
  metadata jsonb,
  xact xid8 not null default pg_current_xact_id()
) partition by range (at);
alter table holdfast.audit_event enable row level security;
alter table holdfast.audit_event force row level security;
alter table holdfast.audit_event owner to holdfast_owner;
alter table holdfast.audit_event add constraint audit_event_pkey PRIMARY KEY (at, id);
alter table holdfast.audit_event add constraint audit_event_action_check CHECK (((length(action) >= 1) AND (length(action) <= 60)));
CREATE INDEX audit_event_action ON ONLY holdfast.audit_event USING btree (action, at);
CREATE INDEX audit_event_context ON ONLY holdfast.audit_event USING btree (context_id) WHERE (context_id IS NOT NULL);
CREATE INDEX audit_event_group ON ONLY holdfast.audit_event USING btree (group_id, group_version) WHERE (group_id IS NOT NULL);
CREATE INDEX audit_event_order ON ONLY holdfast.audit_event USING btree (xact, id);
CREATE INDEX audit_event_record ON ONLY holdfast.audit_event USING btree (record_id, at) WHERE (record_id IS NOT NULL);
CREATE INDEX audit_event_token ON ONLY holdfast.audit_event USING btree (token_id, at) WHERE (token_id IS NOT NULL);
CREATE INDEX audit_event_user ON ONLY holdfast.audit_event USING btree (user_id, at);
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON holdfast.audit_event FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_trail_change();
CREATE TRIGGER refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.audit_event FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();
create policy audit_event_add on holdfast.audit_event as permissive for insert to holdfast_app
  with check ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_event_insert on holdfast.audit_event as permissive for insert to holdfast_writer
  with check (true);
create policy audit_event_own on holdfast.audit_event as permissive for select to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_event_owner on holdfast.audit_event as permissive for select to holdfast_owner
  using (true);
create policy audit_event_read on holdfast.audit_event as permissive for select to holdfast_writer
  using (true);
grant select on holdfast.audit_event to holdfast_app;
grant select on holdfast.audit_event to holdfast_writer;
grant insert (at, actor_id, user_id, tenant_id, action, group_id, group_version, record_id, token_id, operation_id, journal_id, "position", context_id, metadata) on holdfast.audit_event to holdfast_app;
grant insert (at, actor_id, user_id, tenant_id, action, group_id, group_version, record_id, token_id, operation_id, journal_id, "position", context_id, metadata) on holdfast.audit_event to holdfast_writer;

-- table holdfast.audit_event_default
create table holdfast.audit_event_default partition of holdfast.audit_event default;
alter table holdfast.audit_event_default enable row level security;
alter table holdfast.audit_event_default force row level security;
alter table holdfast.audit_event_default owner to holdfast_owner;
CREATE TRIGGER refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.audit_event_default FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();

-- table holdfast.audit_head
create table holdfast.audit_head (
  chain integer not null,
  seq bigint not null,
  hash bytea not null
);
alter table holdfast.audit_head enable row level security;
alter table holdfast.audit_head force row level security;
alter table holdfast.audit_head owner to holdfast_owner;
alter table holdfast.audit_head add constraint audit_head_pkey PRIMARY KEY (chain);
CREATE TRIGGER refuse_return BEFORE UPDATE ON holdfast.audit_head FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_head_return();
CREATE TRIGGER refuse_statement BEFORE DELETE OR TRUNCATE ON holdfast.audit_head FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();
create policy audit_head_writer on holdfast.audit_head as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant insert, select, update on holdfast.audit_head to holdfast_writer;

-- table holdfast.audit_retention
create table holdfast.audit_retention (
  class text not null,
  keep_months integer not null
);
alter table holdfast.audit_retention enable row level security;
alter table holdfast.audit_retention force row level security;
alter table holdfast.audit_retention owner to holdfast_owner;
alter table holdfast.audit_retention add constraint audit_retention_pkey PRIMARY KEY (class);
alter table holdfast.audit_retention add constraint audit_retention_keep_months_check CHECK (((keep_months >= 1) AND (keep_months <= 1200)));
create policy audit_retention_owner on holdfast.audit_retention as permissive for select to holdfast_owner
  using (true);
create policy audit_retention_writer on holdfast.audit_retention as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant select on holdfast.audit_retention to holdfast_writer;
grant update (keep_months) on holdfast.audit_retention to holdfast_writer;

-- table holdfast.audit_retention_run
create table holdfast.audit_retention_run (
  single boolean not null default true,
  ran_at timestamp with time zone not null,
  removed_rows bigint not null,
  problem text
);
alter table holdfast.audit_retention_run enable row level security;
alter table holdfast.audit_retention_run force row level security;
alter table holdfast.audit_retention_run owner to holdfast_owner;
alter table holdfast.audit_retention_run add constraint audit_retention_run_pkey PRIMARY KEY (single);
alter table holdfast.audit_retention_run add constraint audit_retention_run_single_check CHECK (single);
create policy audit_retention_run_writer on holdfast.audit_retention_run as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant insert, select, update on holdfast.audit_retention_run to holdfast_writer;

-- table holdfast.audit_seal
create table holdfast.audit_seal (
  chain integer not null,
  seq bigint not null,
  kind text not null,
  form integer not null,
  first_row bigint not null,
  row_count integer not null,
  first_at timestamp with time zone,
  last_at timestamp with time zone,
  last_xact xid8 not null,
  last_id bigint not null,
  root bytea not null,
  keys_digest bytea not null,
  previous bytea not null,
  key_id text not null,
  sealed_at timestamp with time zone not null,
  detail text not null,
  hash bytea not null,
  signature bytea not null
);
alter table holdfast.audit_seal enable row level security;
alter table holdfast.audit_seal force row level security;
alter table holdfast.audit_seal owner to holdfast_owner;
alter table holdfast.audit_seal add constraint audit_seal_pkey PRIMARY KEY (chain, seq);
alter table holdfast.audit_seal add constraint audit_seal_no_fork UNIQUE (chain, previous);
alter table holdfast.audit_seal add constraint audit_seal_first_row_check CHECK ((first_row >= 1));
alter table holdfast.audit_seal add constraint audit_seal_hash_check CHECK ((octet_length(hash) = 32));
alter table holdfast.audit_seal add constraint audit_seal_keys_digest_check CHECK ((octet_length(keys_digest) = 32));
alter table holdfast.audit_seal add constraint audit_seal_kind_check CHECK ((kind = ANY (ARRAY['rows'::text, 'retention'::text, 'key'::text])));
alter table holdfast.audit_seal add constraint audit_seal_previous_check CHECK ((octet_length(previous) = 32));
alter table holdfast.audit_seal add constraint audit_seal_root_check CHECK ((octet_length(root) = 32));
alter table holdfast.audit_seal add constraint audit_seal_row_count_check CHECK ((row_count >= 0));
alter table holdfast.audit_seal add constraint audit_seal_seq_check CHECK ((seq >= 1));
alter table holdfast.audit_seal add constraint audit_seal_signature_check CHECK ((octet_length(signature) = 64));
CREATE INDEX audit_seal_end ON holdfast.audit_seal USING btree (chain, last_xact, last_id);
CREATE INDEX audit_seal_time ON holdfast.audit_seal USING btree (sealed_at);
CREATE TRIGGER refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON holdfast.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();
create policy audit_seal_owner on holdfast.audit_seal as permissive for select to holdfast_owner
  using (true);
create policy audit_seal_writer on holdfast.audit_seal as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant insert, select on holdfast.audit_seal to holdfast_writer;

-- table holdfast.audit_seal_row
create table holdfast.audit_seal_row (
  chain integer not null,
  seq bigint not null,
  ids bigint[] not null,
  times timestamp with time zone[] not null,
  leaves bytea not null
);
alter table holdfast.audit_seal_row enable row level security;
alter table holdfast.audit_seal_row force row level security;
alter table holdfast.audit_seal_row owner to holdfast_owner;
alter table holdfast.audit_seal_row add constraint audit_seal_row_pkey PRIMARY KEY (chain, seq);
CREATE TRIGGER refuse_statement BEFORE UPDATE OR TRUNCATE ON holdfast.audit_seal_row FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();
create policy audit_seal_row_drop on holdfast.audit_seal_row as permissive for delete to holdfast_owner
  using (true);
create policy audit_seal_row_owner on holdfast.audit_seal_row as permissive for select to holdfast_owner
  using (true);
create policy audit_seal_row_writer on holdfast.audit_seal_row as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant insert, select on holdfast.audit_seal_row to holdfast_writer;

-- table holdfast.audit_text
create table holdfast.audit_text (
  id text not null,
  user_id uuid,
  contents jsonb not null,
  salt bytea not null,
  at timestamp with time zone not null
);
alter table holdfast.audit_text enable row level security;
alter table holdfast.audit_text force row level security;
alter table holdfast.audit_text owner to holdfast_owner;
alter table holdfast.audit_text add constraint audit_text_pkey PRIMARY KEY (id);
CREATE INDEX audit_text_time ON holdfast.audit_text USING btree (at);
CREATE INDEX audit_text_user ON holdfast.audit_text USING btree (user_id);
CREATE TRIGGER refuse_statement BEFORE UPDATE OR TRUNCATE ON holdfast.audit_text FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_trail_change();
create policy audit_text_add on holdfast.audit_text as permissive for insert to holdfast_app
  with check ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_text_erase on holdfast.audit_text as permissive for delete to holdfast_owner
  using (true);
create policy audit_text_insert on holdfast.audit_text as permissive for insert to holdfast_writer
  with check (true);
create policy audit_text_own on holdfast.audit_text as permissive for select to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy audit_text_owner on holdfast.audit_text as permissive for select to holdfast_owner
  using (true);
create policy audit_text_read on holdfast.audit_text as permissive for select to holdfast_writer
  using (true);
grant insert, select on holdfast.audit_text to holdfast_app;
grant insert, select on holdfast.audit_text to holdfast_writer;

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

-- table holdfast.former_selection
create table holdfast.former_selection (
  owner_id uuid not null,
  group_id uuid not null,
  version bigint not null,
  record_id uuid not null,
  origin bigint not null,
  annotated bigint not null,
  note text,
  state text,
  metadata jsonb not null,
  at timestamp with time zone not null
);
alter table holdfast.former_selection enable row level security;
alter table holdfast.former_selection force row level security;
alter table holdfast.former_selection owner to holdfast_owner;
alter table holdfast.former_selection add constraint former_selection_pkey PRIMARY KEY (owner_id, group_id, version, record_id);
alter table holdfast.former_selection add constraint former_selection_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES holdfast.app_user(id) ON DELETE CASCADE;
create policy former_selection_own on holdfast.former_selection as permissive for select to holdfast_app
  using ((owner_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy former_selection_writer on holdfast.former_selection as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant select on holdfast.former_selection to holdfast_app;
grant delete, insert, select on holdfast.former_selection to holdfast_writer;

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
CREATE INDEX held_token_created ON holdfast.held_token USING btree (created_at, id);
CREATE INDEX held_token_expiry ON holdfast.held_token USING btree (expires_at) WHERE (status = 'active'::text);
CREATE INDEX held_token_recent ON holdfast.held_token USING btree (last_used_at DESC NULLS LAST) WHERE (status = 'active'::text);
CREATE INDEX held_token_revoked ON holdfast.held_token USING btree (revoked_at) WHERE (status = 'revoked'::text);
CREATE INDEX held_token_user ON holdfast.held_token USING btree (user_id);
CREATE TRIGGER held_token_changed AFTER UPDATE ON holdfast.held_token FOR EACH ROW WHEN (((old.generation <> new.generation) OR (old.status <> new.status) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR ((old.access_token IS DISTINCT FROM new.access_token) AND (NOT (old.key_id IS DISTINCT FROM new.key_id))) OR (old.user_id <> new.user_id))) EXECUTE FUNCTION holdfast.tell_held_token();
CREATE TRIGGER held_token_gone AFTER DELETE ON holdfast.held_token REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast.tell_held_tokens();
CREATE TRIGGER held_token_key AFTER INSERT ON holdfast.held_token REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_retired_keys();
CREATE TRIGGER held_token_new_key AFTER UPDATE ON holdfast.held_token REFERENCING OLD TABLE AS former NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_retired_keys();
CREATE TRIGGER held_token_put AFTER INSERT ON holdfast.held_token REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION holdfast.tell_held_tokens();
create policy held_token_own on holdfast.held_token as permissive for all to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)))
  with check ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy held_token_writer on holdfast.held_token as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant insert, select, update on holdfast.held_token to holdfast_app;
grant delete, insert, select, update on holdfast.held_token to holdfast_writer;

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
  generation bigint not null default 1,
  key_id text
);
alter table holdfast.issued_token enable row level security;
alter table holdfast.issued_token force row level security;
alter table holdfast.issued_token owner to holdfast_owner;
alter table holdfast.issued_token add constraint issued_token_pkey PRIMARY KEY (id);
alter table holdfast.issued_token add constraint issued_token_hash_key UNIQUE (hash);
alter table holdfast.issued_token add constraint issued_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES holdfast.app_user(id) ON DELETE CASCADE;
alter table holdfast.issued_token add constraint issued_token_hash_check CHECK ((octet_length(hash) = 32));
CREATE INDEX issued_token_code ON holdfast.issued_token USING btree (kind, user_id, sent_to, created_at) WHERE (key_id IS NOT NULL);
CREATE INDEX issued_token_created ON holdfast.issued_token USING btree (created_at, id);
CREATE INDEX issued_token_end ON holdfast.issued_token USING btree (expires_at);
CREATE INDEX issued_token_key ON holdfast.issued_token USING btree (key_id) WHERE (key_id IS NOT NULL);
CREATE INDEX issued_token_over ON holdfast.issued_token USING btree (LEAST(expires_at, idle_expires_at, revoked_at, consumed_at));
CREATE INDEX issued_token_recent ON holdfast.issued_token USING btree (last_used_at DESC NULLS LAST) WHERE ((revoked_at IS NULL) AND (consumed_at IS NULL));
CREATE INDEX issued_token_user ON holdfast.issued_token USING btree (user_id, kind, created_at);
CREATE TRIGGER issued_token_changed AFTER UPDATE ON holdfast.issued_token FOR EACH ROW WHEN (((old.generation <> new.generation) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.consumed_at IS DISTINCT FROM new.consumed_at) OR (old.expires_at <> new.expires_at) OR ((old.idle_expires_at IS NOT NULL) AND (old.idle_expires_at > new.idle_expires_at)) OR (old.hash <> new.hash) OR (old.user_id IS DISTINCT FROM new.user_id))) EXECUTE FUNCTION holdfast.tell_issued_token();
CREATE TRIGGER issued_token_gone AFTER DELETE ON holdfast.issued_token FOR EACH ROW WHEN (((old.revoked_at IS NULL) AND (old.consumed_at IS NULL) AND (old.expires_at > now()) AND ((old.idle_expires_at IS NULL) OR (old.idle_expires_at > now())))) EXECUTE FUNCTION holdfast.tell_issued_token();
CREATE TRIGGER issued_token_key BEFORE INSERT ON holdfast.issued_token FOR EACH ROW WHEN ((new.key_id IS NOT NULL)) EXECUTE FUNCTION holdfast.refuse_retired_key();
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

-- table holdfast.legal_hold
create table holdfast.legal_hold (
  id uuid not null,
  user_id uuid,
  reason text not null,
  rows_from timestamp with time zone,
  set_at timestamp with time zone not null,
  set_by uuid,
  lifted_at timestamp with time zone,
  lifted_by uuid
);
alter table holdfast.legal_hold enable row level security;
alter table holdfast.legal_hold force row level security;
alter table holdfast.legal_hold owner to holdfast_owner;
alter table holdfast.legal_hold add constraint legal_hold_pkey PRIMARY KEY (id);
alter table holdfast.legal_hold add constraint legal_hold_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));
create policy legal_hold_owner on holdfast.legal_hold as permissive for select to holdfast_owner
  using (true);
create policy legal_hold_writer on holdfast.legal_hold as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant insert, select on holdfast.legal_hold to holdfast_writer;
grant update (lifted_at, lifted_by) on holdfast.legal_hold to holdfast_writer;

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
  at timestamp with time zone not null,
  effects jsonb
);
alter table holdfast.operation enable row level security;
alter table holdfast.operation force row level security;
alter table holdfast.operation owner to holdfast_owner;
alter table holdfast.operation add constraint operation_pkey PRIMARY KEY (user_id, id);
CREATE INDEX operation_at ON holdfast.operation USING btree (at);
CREATE INDEX operation_user ON holdfast.operation USING btree (user_id, at);
create policy operation_own on holdfast.operation as permissive for select to holdfast_app
  using ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy operation_writer on holdfast.operation as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant select on holdfast.operation to holdfast_app;
grant delete, insert, select, update on holdfast.operation to holdfast_writer;

-- table holdfast.outside_change
create table holdfast.outside_change (
  group_id uuid not null,
  owner_id uuid not null,
  at timestamp with time zone not null,
  changed_by text,
  program text,
  deleted_at_version bigint,
  is_new boolean not null default false,
  features text[] not null default '{}'::text[]
);
alter table holdfast.outside_change enable row level security;
alter table holdfast.outside_change force row level security;
alter table holdfast.outside_change owner to holdfast_owner;
alter table holdfast.outside_change add constraint outside_change_pkey PRIMARY KEY (group_id);
create policy outside_change_owner on holdfast.outside_change as permissive for all to holdfast_owner
  using (true)
  with check (true);
create policy outside_change_writer on holdfast.outside_change as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, select on holdfast.outside_change to holdfast_writer;

-- table holdfast.outside_effect
create table holdfast.outside_effect (
  group_id uuid not null,
  record_id uuid not null,
  owner_id uuid not null,
  was_there boolean not null,
  changed_by text not null,
  program text not null,
  at timestamp with time zone not null
);
alter table holdfast.outside_effect enable row level security;
alter table holdfast.outside_effect force row level security;
alter table holdfast.outside_effect owner to holdfast_owner;
alter table holdfast.outside_effect add constraint outside_effect_pkey PRIMARY KEY (group_id, record_id);
CREATE INDEX outside_effect_owner ON holdfast.outside_effect USING btree (owner_id);
create policy outside_effect_owner on holdfast.outside_effect as permissive for all to holdfast_owner
  using (true)
  with check (true);
create policy outside_effect_writer on holdfast.outside_effect as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, select on holdfast.outside_effect to holdfast_writer;

-- table holdfast.plaintext_import
create table holdfast.plaintext_import (
  source text not null,
  row_key text not null,
  state text not null,
  token_id uuid not null,
  generation bigint not null,
  salt bytea,
  digest bytea,
  copied_at timestamp with time zone not null,
  verified_at timestamp with time zone,
  wiped_at timestamp with time zone
);
alter table holdfast.plaintext_import enable row level security;
alter table holdfast.plaintext_import force row level security;
alter table holdfast.plaintext_import owner to holdfast_owner;
alter table holdfast.plaintext_import add constraint plaintext_import_pkey PRIMARY KEY (source, row_key);
alter table holdfast.plaintext_import add constraint plaintext_import_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200)));
alter table holdfast.plaintext_import add constraint plaintext_import_state_check CHECK ((state = ANY (ARRAY['copied'::text, 'verified'::text, 'wiped'::text])));
alter table holdfast.plaintext_import add constraint plaintext_import_verified CHECK (((state = 'copied'::text) OR (verified_at IS NOT NULL)));
alter table holdfast.plaintext_import add constraint plaintext_import_wiped CHECK (((state = 'wiped'::text) = (wiped_at IS NOT NULL)));
create policy plaintext_import_writer on holdfast.plaintext_import as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.plaintext_import to holdfast_writer;

-- table holdfast.provider_revocation
create table holdfast.provider_revocation (
  id uuid not null,
  token_id uuid not null,
  user_id uuid not null,
  tenant_id uuid,
  provider text not null,
  refresh_token bytea,
  access_token bytea,
  key_id text not null,
  attempts integer not null default 0,
  next_try_at timestamp with time zone not null,
  created_at timestamp with time zone not null
);
alter table holdfast.provider_revocation enable row level security;
alter table holdfast.provider_revocation force row level security;
alter table holdfast.provider_revocation owner to holdfast_owner;
alter table holdfast.provider_revocation add constraint provider_revocation_pkey PRIMARY KEY (id);
alter table holdfast.provider_revocation add constraint provider_revocation_provider_check CHECK (((length(provider) >= 1) AND (length(provider) <= 120)));
CREATE INDEX provider_revocation_next ON holdfast.provider_revocation USING btree (next_try_at);
CREATE TRIGGER provider_revocation_key BEFORE INSERT OR UPDATE OF key_id ON holdfast.provider_revocation FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_retired_key();
create policy provider_revocation_own on holdfast.provider_revocation as permissive for insert to holdfast_app
  with check ((user_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy provider_revocation_writer on holdfast.provider_revocation as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant insert on holdfast.provider_revocation to holdfast_app;
grant delete, insert, select, update on holdfast.provider_revocation to holdfast_writer;

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
grant select on holdfast.quarantine to holdfast_app;
grant insert, select, update on holdfast.quarantine to holdfast_writer;

-- table holdfast.rate_limit
create table holdfast.rate_limit (
  key character varying(255) not null,
  points integer not null default 0,
  expire bigint
);
alter table holdfast.rate_limit enable row level security;
alter table holdfast.rate_limit force row level security;
alter table holdfast.rate_limit owner to holdfast_owner;
alter table holdfast.rate_limit add constraint rate_limit_pkey PRIMARY KEY (key);
CREATE INDEX rate_limit_expire ON holdfast.rate_limit USING btree (expire);
create policy rate_limit_writer on holdfast.rate_limit as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.rate_limit to holdfast_writer;

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
  search tsvector not null generated always as (to_tsvector('simple'::regconfig, regexp_replace(((((title || ' '::text) || COALESCE(reference, ''::text)) || ' '::text) || COALESCE((year)::text, ''::text)), '[^[:alnum:]]+'::text, ' '::text, 'g'::text))) stored
);
alter table holdfast.record owner to holdfast_owner;
alter table holdfast.record add constraint record_pkey PRIMARY KEY (id);
alter table holdfast.record add constraint record_title_check CHECK (((length(title) >= 1) AND (length(title) <= 2000)));
CREATE INDEX record_facets ON holdfast.record USING btree (family, type, status, year);
CREATE INDEX record_family ON holdfast.record USING btree (family, id) INCLUDE (type, year, status);
CREATE INDEX record_search ON holdfast.record USING gin (search);
CREATE INDEX record_status ON holdfast.record USING btree (status, id) INCLUDE (family, type, year);
CREATE INDEX record_title ON holdfast.record USING btree (lower("left"(title, 120)) COLLATE "C", id) INCLUDE (title, family, type, year, status);
CREATE INDEX record_type ON holdfast.record USING btree (type, id) INCLUDE (family, year, status);
CREATE INDEX record_year ON holdfast.record USING btree (year, id) INCLUDE (family, type, status);
CREATE TRIGGER holdfast_refuse_delete BEFORE DELETE ON holdfast.record FOR EACH ROW EXECUTE FUNCTION holdfast.refuse_record_delete();
CREATE TRIGGER holdfast_refuse_truncate BEFORE TRUNCATE ON holdfast.record FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_record_delete();
grant select on holdfast.record to holdfast_app;
grant insert, select, update on holdfast.record to holdfast_writer;

-- table holdfast.refresh_intent
create table holdfast.refresh_intent (
  token_id uuid not null,
  generation bigint not null,
  lease_id uuid,
  lease_until timestamp with time zone not null,
  finished_by uuid,
  lost integer not null default 0,
  unanswered boolean not null default false,
  failures integer not null default 0,
  wait_until timestamp with time zone not null
);
alter table holdfast.refresh_intent enable row level security;
alter table holdfast.refresh_intent force row level security;
alter table holdfast.refresh_intent owner to holdfast_owner;
alter table holdfast.refresh_intent add constraint refresh_intent_pkey PRIMARY KEY (token_id);
alter table holdfast.refresh_intent add constraint refresh_intent_token_id_fkey FOREIGN KEY (token_id) REFERENCES holdfast.held_token(id) ON DELETE CASCADE;
create policy refresh_intent_writer on holdfast.refresh_intent as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.refresh_intent to holdfast_writer;

-- table holdfast.retired_key
create table holdfast.retired_key (
  id text not null,
  retired_at timestamp with time zone not null
);
alter table holdfast.retired_key enable row level security;
alter table holdfast.retired_key force row level security;
alter table holdfast.retired_key owner to holdfast_owner;
alter table holdfast.retired_key add constraint retired_key_pkey PRIMARY KEY (id);
create policy retired_key_seen on holdfast.retired_key as permissive for select to holdfast_app, holdfast_writer
  using (true);
create policy retired_key_writer on holdfast.retired_key as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant select on holdfast.retired_key to holdfast_app;
grant delete, insert, select on holdfast.retired_key to holdfast_writer;

-- table holdfast.security_alert
create table holdfast.security_alert (
  id uuid not null,
  kind text not null,
  body text not null,
  raised_at timestamp with time zone not null,
  attempts integer not null default 0,
  next_try_at timestamp with time zone,
  delivery text not null default 'waiting'::text
);
alter table holdfast.security_alert enable row level security;
alter table holdfast.security_alert force row level security;
alter table holdfast.security_alert owner to holdfast_owner;
alter table holdfast.security_alert add constraint security_alert_pkey PRIMARY KEY (id);
alter table holdfast.security_alert add constraint security_alert_delivery_check CHECK ((delivery = ANY (ARRAY['none'::text, 'waiting'::text, 'taken'::text, 'given_up'::text])));
alter table holdfast.security_alert add constraint security_alert_waits CHECK (((delivery = 'waiting'::text) = (next_try_at IS NOT NULL)));
CREATE INDEX security_alert_due ON holdfast.security_alert USING btree (next_try_at);
CREATE INDEX security_alert_newest ON holdfast.security_alert USING btree (raised_at DESC, id DESC);
create policy security_alert_writer on holdfast.security_alert as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant delete, insert, select, update on holdfast.security_alert to holdfast_writer;

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
  updated_at timestamp with time zone not null,
  origin bigint not null default 0,
  annotated bigint not null default 0
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
CREATE TRIGGER note_outside_delete AFTER DELETE ON holdfast.selection REFERENCING OLD TABLE AS former FOR EACH STATEMENT WHEN ((current_setting('holdfast.writer'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION holdfast.note_outside_selections();
CREATE TRIGGER note_outside_insert AFTER INSERT ON holdfast.selection REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT WHEN ((current_setting('holdfast.writer'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION holdfast.note_outside_selections();
CREATE TRIGGER note_outside_update AFTER UPDATE ON holdfast.selection REFERENCING OLD TABLE AS former NEW TABLE AS fresh FOR EACH STATEMENT WHEN ((current_setting('holdfast.writer'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION holdfast.note_outside_selections();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON holdfast.selection FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_selection_truncate();
create policy selection_own on holdfast.selection as permissive for select to holdfast_app
  using ((owner_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy selection_writer on holdfast.selection as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant select on holdfast.selection to holdfast_app;
grant delete, insert, select, update on holdfast.selection to holdfast_writer;

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
CREATE TRIGGER note_outside_group AFTER INSERT OR DELETE OR UPDATE ON holdfast.selection_group FOR EACH ROW WHEN ((current_setting('holdfast.writer'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION holdfast.note_outside_group();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON holdfast.selection_group FOR EACH STATEMENT EXECUTE FUNCTION holdfast.refuse_selection_truncate();
create policy selection_group_own on holdfast.selection_group as permissive for select to holdfast_app
  using ((owner_id = ( SELECT holdfast.current_user_id() AS current_user_id)));
create policy selection_group_writer on holdfast.selection_group as permissive for all to holdfast_writer
  using (true)
  with check (true);
grant select on holdfast.selection_group to holdfast_app;
grant delete, insert, select, update on holdfast.selection_group to holdfast_writer;

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
    holdfast.audit_metadata(event.metadata, written.contents) AS metadata
   FROM holdfast.audit_event event
     LEFT JOIN holdfast.audit_context context ON context.id = event.context_id
     LEFT JOIN holdfast.audit_text written ON written.id = (event.metadata ->> 'textId'::text);
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

-- view holdfast.known_user
create view holdfast.known_user with (security_invoker=true) as
 SELECT id
   FROM holdfast.app_user;
alter view holdfast.known_user owner to holdfast_owner;
grant select on holdfast.known_user to holdfast_writer;

-- function holdfast.audit_class(text)
CREATE OR REPLACE FUNCTION holdfast.audit_class(action text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
RETURN CASE WHEN ((action ~~ 'sign\_%'::text) OR (action ~~ 'session\_%'::text)) THEN 'sessions'::text WHEN ((action ~~ 'account\_%'::text) OR (action = ANY (ARRAY['password_changed'::text, 'user_erased'::text]))) THEN 'accounts'::text WHEN ((action ~~ '%token%'::text) OR (action ~~ '%reconnect%'::text)) THEN 'tokens'::text WHEN ((action ~~ '%select%'::text) OR (action ~~ '%group%'::text) OR (action ~~ 'operation\_%'::text) OR (action ~~ '%quarantine%'::text) OR (action = ANY (ARRAY['clear_all'::text, 'make_default'::text, 'annotate'::text, 'move'::text, 'copy'::text, 'undo'::text, 'redo'::text, 'restore'::text, 'changed_outside'::text]))) THEN 'selections'::text ELSE 'administration'::text END
;
alter function holdfast.audit_class(text) owner to holdfast_owner;
grant execute on function holdfast.audit_class(text) to public;

-- function holdfast.audit_metadata(jsonb,jsonb)
CREATE OR REPLACE FUNCTION holdfast.audit_metadata(metadata jsonb, written jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (metadata ? 'textId'::text) THEN ((metadata - 'textId'::text) || COALESCE(written, '{"textErased": true}'::jsonb)) ELSE metadata END
;
alter function holdfast.audit_metadata(jsonb,jsonb) owner to holdfast_owner;
grant execute on function holdfast.audit_metadata(jsonb,jsonb) to public;

-- function holdfast.audit_month(date)
CREATE OR REPLACE FUNCTION holdfast.audit_month(month date)
 RETURNS TABLE(row_count bigint, classes text[], kept_until timestamp with time zone, held bigint, unsealed bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$
;
alter function holdfast.audit_month(date) owner to holdfast_owner;
grant execute on function holdfast.audit_month(date) to public;

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

-- function holdfast.drop_audit_month(date)
CREATE OR REPLACE FUNCTION holdfast.drop_audit_month(month date)
 RETURNS TABLE(row_count bigint, contexts bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$
;
alter function holdfast.drop_audit_month(date) owner to holdfast_owner;
grant execute on function holdfast.drop_audit_month(date) to holdfast_writer;

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
$function$
;
alter function holdfast.ensure_audit_partitions(date,date) owner to holdfast_owner;
grant execute on function holdfast.ensure_audit_partitions(date,date) to holdfast_writer;

-- function holdfast.erase_audit_contexts(uuid)
CREATE OR REPLACE FUNCTION holdfast.erase_audit_contexts(person uuid)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select traces.contexts from holdfast.erase_audit_traces(person) traces $function$
;
alter function holdfast.erase_audit_contexts(uuid) owner to holdfast_owner;
grant execute on function holdfast.erase_audit_contexts(uuid) to holdfast_writer;

-- function holdfast.erase_audit_traces(uuid)
CREATE OR REPLACE FUNCTION holdfast.erase_audit_traces(person uuid)
 RETURNS TABLE(contexts bigint, texts bigint, kept_texts bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$
;
alter function holdfast.erase_audit_traces(uuid) owner to holdfast_owner;
grant execute on function holdfast.erase_audit_traces(uuid) to holdfast_writer;

-- function holdfast.note_outside_group()
CREATE OR REPLACE FUNCTION holdfast.note_outside_group()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$
;
alter function holdfast.note_outside_group() owner to holdfast_owner;

-- function holdfast.note_outside_selections()
CREATE OR REPLACE FUNCTION holdfast.note_outside_selections()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$
;
alter function holdfast.note_outside_selections() owner to holdfast_owner;

-- function holdfast.refuse_head_return()
CREATE OR REPLACE FUNCTION holdfast.refuse_head_return()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.chain = old.chain and new.seq > old.seq then
    return new;
  end if;
  raise exception 'The head of the audit chain only moves forward.' using errcode = 'restrict_violation';
end
$function$
;
alter function holdfast.refuse_head_return() owner to holdfast_owner;
grant execute on function holdfast.refuse_head_return() to public;

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

-- function holdfast.refuse_retired_key()
CREATE OR REPLACE FUNCTION holdfast.refuse_retired_key()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from holdfast.retired_key retired where retired.id = new.key_id) then
    raise exception 'The key % is retired: nothing can be written under it.', new.key_id
      using errcode = 'restrict_violation', hint = 'Make a newer key current in this process.';
  end if;
  return new;
end
$function$
;
alter function holdfast.refuse_retired_key() owner to holdfast_owner;
grant execute on function holdfast.refuse_retired_key() to public;

-- function holdfast.refuse_retired_keys()
CREATE OR REPLACE FUNCTION holdfast.refuse_retired_keys()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  retired text;
begin
  if tg_op = 'INSERT' then
    select token.key_id into retired
    from changed token join holdfast.retired_key on retired_key.id = token.key_id limit 1;
  else
    select token.key_id into retired
    from changed token join holdfast.retired_key on retired_key.id = token.key_id
    where not exists (select from former where former.id = token.id and former.key_id = token.key_id) limit 1;
  end if;
  if retired is not null then
    raise exception 'The key % is retired: nothing can be written under it.', retired
      using errcode = 'restrict_violation', hint = 'Make a newer key current in this process.';
  end if;
  return null;
end
$function$
;
alter function holdfast.refuse_retired_keys() owner to holdfast_owner;
grant execute on function holdfast.refuse_retired_keys() to public;

-- function holdfast.refuse_selection_truncate()
CREATE OR REPLACE FUNCTION holdfast.refuse_selection_truncate()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'Truncating % is refused: it would not be noticed. Delete the rows instead.', tg_table_name
    using errcode = 'restrict_violation';
end
$function$
;
alter function holdfast.refuse_selection_truncate() owner to holdfast_owner;

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

-- function holdfast.tell_held_token()
CREATE OR REPLACE FUNCTION holdfast.tell_held_token()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  token holdfast.held_token := coalesce(new, old);
  generation bigint;
begin
  if tg_op = 'INSERT' then
    generation := new.generation;
  elsif tg_op = 'UPDATE' and new.generation > old.generation then
    generation := new.generation;
  end if;
  perform pg_notify('holdfast_change', json_build_object('topic', 'held_token', 'body', json_build_object(
    'userId', token.user_id, 'tenantId', token.tenant_id, 'provider', token.provider, 'account', token.account,
    'generation', generation))::text);
  return null;
end
$function$
;
alter function holdfast.tell_held_token() owner to holdfast_owner;
grant execute on function holdfast.tell_held_token() to public;

-- function holdfast.tell_held_tokens()
CREATE OR REPLACE FUNCTION holdfast.tell_held_tokens()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform pg_notify('holdfast_change', format('{"topic": "held_token", "body": [%s]}', string_agg(told.body, ',')))
  from (
    select one.body, sum(octet_length(one.body) + 1) over (rows unbounded preceding) / 6000 as part
    from (
      select json_build_object(
        'userId', token.user_id, 'tenantId', token.tenant_id, 'provider', token.provider, 'account', token.account,
        'generation', case when tg_op = 'INSERT' then token.generation end)::text as body
      from changed token
    ) one
  ) told
  group by told.part;
  return null;
end
$function$
;
alter function holdfast.tell_held_tokens() owner to holdfast_owner;
grant execute on function holdfast.tell_held_tokens() to public;

-- function holdfast.tell_issued_token()
CREATE OR REPLACE FUNCTION holdfast.tell_issued_token()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  generation bigint;
begin
  if tg_op = 'UPDATE' and new.generation > old.generation then
    generation := new.generation;
  end if;
  perform pg_notify('holdfast_change', json_build_object('topic', 'issued_token', 'body', json_build_object(
    'id', old.id, 'generation', generation))::text);
  return null;
end
$function$
;
alter function holdfast.tell_issued_token() owner to holdfast_owner;
grant execute on function holdfast.tell_issued_token() to public;
