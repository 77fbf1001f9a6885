-- The catalogue: the records that users select from. Never deleted through Holdfast; a record can be withdrawn.
set role holdfast_owner;

create table holdfast.record (
  id uuid primary key,
  title text not null check (length(title) between 1 and 2000),
  reference text,
  family text,
  type text,
  year integer,
  status text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  search tsvector not null generated always as (
    -- Signs divide words ("and/or", "2015/1234"), so that each part can be found from its beginning.
    to_tsvector('simple'::regconfig,
      regexp_replace(title || ' ' || coalesce(reference, '') || ' ' || coalesce(year::text, ''), '[^[:alnum:]]+', ' ', 'g'))
  ) stored
);
create index record_search on holdfast.record using gin (search);
-- One index per order, each holding what the filters ask about: a page deep in any order is found without visiting the table.
-- Only the first letters of a title are a key: an index entry holds at most 2,704 bytes.
create index record_title on holdfast.record ((lower(left(title, 120)) collate "C"), id) include (title, family, type, year, status);
create index record_year on holdfast.record (year, id) include (family, type, status);
create index record_family on holdfast.record (family, id) include (type, year, status);
create index record_type on holdfast.record (type, id) include (family, year, status);
create index record_status on holdfast.record (status, id) include (family, type, year);
-- Small, for counting: equal combinations share one entry.
create index record_facets on holdfast.record (family, type, status, year);
grant select on holdfast.record to holdfast_app;
grant select, insert, update on holdfast.record to holdfast_writer;

-- One shape for our own table and for an application's. It shows no user data, so it may run as its owner.
create view holdfast.catalogue as
select
  {{records.id}} as id,
  {{records.title}} as title,
  {{records.reference}} as reference,
  {{records.family}} as family,
  {{records.type}} as type,
  {{records.year}} as year,
  {{records.status}} as status,
  {{records.withdrawn_at}} as withdrawn_at,
  {{records.search}} as search
from {{records}};
grant select on holdfast.catalogue to holdfast_app, holdfast_writer;

create function holdfast.refuse_record_delete() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  raise exception 'Records are never deleted: people have selected them. Withdraw the record instead.'
    using errcode = 'restrict_violation', hint = 'holdfast records withdraw ID';
end
$$;

reset role;

create trigger holdfast_refuse_delete before delete on {{records}}
  for each row execute function holdfast.refuse_record_delete();
create trigger holdfast_refuse_truncate before truncate on {{records}}
  for each statement execute function holdfast.refuse_record_delete();
