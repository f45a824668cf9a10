-- When the objection was lodged: it says which records were the person's then, whatever is unlinked later.
alter table objection add column lodged_at timestamptz;
update objection set lodged_at = valid_from;
alter table objection alter column lodged_at set not null;
alter table objection alter column lodged_at set default now();
