-- Several lanes for one journal. Nothing in the tables changes; what their rows mean does.
-- breaking: a program from before this reads the position of the first lane only, and would apply twice what went through the others.
set role holdfast_owner;

comment on table holdfast.journal_lane is
  'How far the database has come with a journal, lane by lane: an operation is there when its lane''s position has reached it.';

reset role;
