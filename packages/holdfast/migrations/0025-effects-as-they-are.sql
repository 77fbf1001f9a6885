-- What a large operation did is a list of random ids: compressing it takes longer than writing it and makes nothing smaller.
set role holdfast_owner;

alter table holdfast.operation alter column effects set storage external;

reset role;
