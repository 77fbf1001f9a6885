-- Codes that people type are found by whose they are, and guarded by counting wrong tries.
set role holdfast_owner;

create index issued_token_code on holdfast.issued_token (kind, user_id, sent_to, created_at) where key_id is not null;

reset role;
