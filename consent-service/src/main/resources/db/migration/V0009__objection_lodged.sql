-- When the objection was lodged: it says which records were the person's then, whatever is unlinked later. Nobody knows of
-- the older ones: not set, they count for whatever was ever linked to the person.
alter table objection add column lodged_at timestamptz;
alter table objection alter column lodged_at set default now();
