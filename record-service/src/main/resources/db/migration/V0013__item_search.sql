-- What search looks at besides: whether the time is the one that the type's date parameter means, the time of its second
-- date parameter, and what the item refers to by its search parameters (both lists have the same length).
alter table item
    add column time_stated boolean not null default false,
    add column second_from timestamptz,
    add column second_to timestamptz,
    add column reference_names text[] not null default '{}',
    add column reference_items uuid[] not null default '{}',
    add constraint item_second_check check ((second_from is null) = (second_to is null)),
    add constraint item_reference_check check (cardinality(reference_names) = cardinality(reference_items));

-- What is stored keeps answering as it did: by the best date that it has, and by its encounter. The next version of it has all.
update item
   set time_stated = time_from is not null,
       reference_names = case when encounter is null then '{}'::text[]
                              when type like 'Medication%' and type <> 'MedicationRequest' then '{context}'
                              else '{encounter}' end,
       reference_items = case when encounter is null then '{}' else array[encounter] end;
alter table item drop column encounter;
alter table item
    alter column reference_names set statistics 0,
    alter column reference_items set statistics 0;

-- As before, with what a date parameter looks at.
drop index item_shown;
create index item_shown on item (source_patient, type)
    include (item, version, access_key, sensitivity, time_from, time_to, time_stated)
    where superseded_at is null;
