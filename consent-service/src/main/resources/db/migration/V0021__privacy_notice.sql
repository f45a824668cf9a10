-- The privacy notices, dated: what people were told from which day on (S153 to S155). A notice is drafted by one person and
-- approved by another; once approved it stays what it is, and a newer one takes over on its own first day.
create table privacy_notice (
    version text primary key check (version ~ '^[A-Za-z0-9.-]{1,32}$'),
    title text not null,
    content text not null check (length(content) between 100 and 100000),
    valid_from date not null,
    reason text not null,
    drafted_by text not null,
    drafted_at timestamptz not null,
    approved_by text not null default '' check (approved_by <> drafted_by),
    approved_at timestamptz,
    approval text not null default ''
);
create unique index one_approved_notice_a_day on privacy_notice (valid_from) where approved_by <> '';
grant select, insert on privacy_notice to consent;
grant update (approved_by, approved_at, approval) on privacy_notice to consent;
