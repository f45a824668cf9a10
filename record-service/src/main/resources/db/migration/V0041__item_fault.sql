-- What is wrong with a version of an item, by the rules of quality-rules.json; most items have no row. No content is here.
create table item_fault (
    source_patient uuid not null,
    item uuid not null,
    version int not null,
    organisation text not null,
    type text not null,
    category text not null,
    rules text[] not null check (cardinality(rules) > 0),
    received_at timestamptz not null,
    -- null: it is so now. A version that puts everything right has no row, so nobody has to close anything.
    superseded_at timestamptz,
    primary key (source_patient, item, version)
);
create index item_fault_of_organisation on item_fault (organisation, received_at, item);
alter table item_fault alter column rules set statistics 0;

-- How many items of a category an organisation's messages brought for the first time: what faults are counted against.
create table item_count (
    organisation text not null,
    category text not null,
    received_at timestamptz not null,
    items int not null check (items > 0)
);
create index item_count_of_organisation on item_count (organisation, received_at) include (category, items);

-- What is stored before is counted as it came; its faults are found when the next version of it comes.
insert into item_count (organisation, category, received_at, items)
select organisation, category, received_at, count(*) from item where version = 1 group by 1, 2, 3;

grant select, insert on item_fault to record;
grant update (superseded_at) on item_fault to record;
grant select, insert on item_count to record;
