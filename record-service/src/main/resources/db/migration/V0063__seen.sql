-- Which transaction stored a version and which superseded it: what a statement saw is then known by its snapshot, whatever
-- was committed in whatever order. Of what was stored before this neither is known: it counts as seen by every later one.
alter table item
    add column stored_by xid8,
    add column superseded_by xid8;
alter table item alter column stored_by set default pg_current_xact_id();
alter table item
    alter column stored_by set statistics 0,
    alter column superseded_by set statistics 0;
grant update (superseded_by) on item to record;

-- What answers rested on (ADR 0027): no clinical data, and whom they were about by id alone.
create table seen_answer (
    at timestamptz not null,
    request uuid not null,
    subject text not null,
    organisation text not null,
    person uuid not null,
    source_patients uuid[] not null,
    question text not null,
    terms text not null,
    snapshot text not null,
    standing text not null
);
create index seen_answer_request on seen_answer (request);
create index seen_answer_at on seen_answer using brin (at);

grant select, insert, delete on seen_answer to record;
