-- The current entries of a type, in the order of their pages.
create index directory_entry_current on directory_entry (type, entry) include (version) where superseded_at is null;
