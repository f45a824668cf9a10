-- How much was ever written about objections. An older copy of this database has less, and says so by that.
create table objection_height (
    one boolean primary key default true check (one),
    epoch uuid not null default gen_random_uuid(),
    height bigint not null default 0
);
insert into objection_height (height)
values ((select count(*) from objection) + (select count(*) from objection_step));

create function objection_grows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update objection_height set height = height + (select count(*) from grown);
    return null;
end $$;
create trigger grows after insert on objection referencing new table as grown
    for each statement execute function objection_grows();
create trigger grows after insert on objection_step referencing new table as grown
    for each statement execute function objection_grows();

grant select on objection_height to consent;
