-- The key that binds the cursors of pages to who may go on with them: the same in every replica, and in no file.
create table cursor_key (
    id smallint primary key check (id = 1),
    key bytea not null check (octet_length(key) = 32)
);
insert into cursor_key values (1, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

grant select on cursor_key to record;
