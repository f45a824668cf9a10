-- The service's own role reads and writes; the owner migrates.
grant usage on schema public to consent;
