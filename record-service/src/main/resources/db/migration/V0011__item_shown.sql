-- Everything that a search without further conditions looks at before it knows its page, so that only the page is read
-- from the table: an item's row is kilobytes, its entry here some tens of bytes.
create index item_shown on item (source_patient, type) include (item, version, access_key, sensitivity, time_from, time_to)
    where superseded_at is null;
drop index item_current;
