-- Alerts stay for those who look later; only those that the webhook has not taken have a time of the next try.
set role holdfast_owner;

alter table holdfast.security_alert
  alter column next_try_at drop not null,
  -- `none`: there was no webhook. An older process knows only those that wait.
  add column delivery text not null default 'waiting' check (delivery in ('none', 'waiting', 'taken', 'given_up')),
  add constraint security_alert_waits check ((delivery = 'waiting') = (next_try_at is not null));
create index security_alert_newest on holdfast.security_alert (raised_at desc, id desc);

reset role;
