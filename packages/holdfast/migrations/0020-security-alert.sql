-- Alerts that wait until the webhook has taken them.
set role holdfast_owner;

create table holdfast.security_alert (
  id uuid primary key,
  kind text not null,
  -- JSON as it is sent, letter by letter: the signature is over it.
  body text not null,
  raised_at timestamptz not null,
  attempts integer not null default 0,
  next_try_at timestamptz not null
);
create index security_alert_due on holdfast.security_alert (next_try_at);
alter table holdfast.security_alert enable row level security;
alter table holdfast.security_alert force row level security;
create policy security_alert_writer on holdfast.security_alert to holdfast_writer using (true) with check (true);
grant select, insert, update, delete on holdfast.security_alert to holdfast_writer;

reset role;
