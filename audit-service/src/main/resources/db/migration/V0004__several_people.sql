-- Everybody whom one answer showed, where it showed several: a search for people, a merge. Found by each of them.
alter table audit_event add column persons uuid[]
    check (persons is null or (person is null and cardinality(persons) between 1 and 50));

-- Only the few events of this kind are in it, so all others cost it nothing; without a pending list no commit pays for others.
create index audit_event_persons on audit_event using gin (persons) with (fastupdate = off) where persons is not null;
