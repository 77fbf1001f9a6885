-- Indexes for what is done to tokens beside serving them: warming, searching, sweeping, and their history.
set role holdfast_owner;

create index held_token_recent on holdfast.held_token (last_used_at desc nulls last) where status = 'active';
create index issued_token_recent on holdfast.issued_token (last_used_at desc nulls last) where revoked_at is null and consumed_at is null;
-- The moment at which a token ended or will end, whatever ends it first.
create index issued_token_over on holdfast.issued_token (least(expires_at, idle_expires_at, revoked_at, consumed_at));
create index held_token_revoked on holdfast.held_token (revoked_at) where status = 'revoked';
create index held_token_created on holdfast.held_token (created_at, id);
create index issued_token_created on holdfast.issued_token (created_at, id);
create index audit_event_token on holdfast.audit_event (token_id, at) where token_id is not null;

-- What is swept away has ended long ago: nobody needs to be told.
drop trigger issued_token_gone on holdfast.issued_token;
create trigger issued_token_gone after delete on holdfast.issued_token
  for each row when (old.revoked_at is null and old.consumed_at is null and old.expires_at > now()
    and (old.idle_expires_at is null or old.idle_expires_at > now()))
  execute function holdfast.tell_issued_token();

reset role;
