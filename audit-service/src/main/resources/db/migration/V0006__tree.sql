-- The Merkle tree over the log (RFC 9162 section 2.1). Level 0 of its tiles is event_key.leaf_hash; what stands here is
-- the hash of each full tile, which is one entry of a tile of the next level (C2SP tlog-tiles).
create table tree_node (
    level  smallint not null check (level between 1 and 7),
    number bigint   not null check (number >= 0),
    hash   bytea    not null check (octet_length(hash) = 32),
    primary key (level, number)
);

-- The tree's heads. The epoch is the fencing token: each head is the one after the last, so a sequencer that was paused
-- while another went on can add nothing, and no two heads can have one size.
create table tree_head (
    epoch bigint      primary key check (epoch > 0),
    size  bigint      not null unique check (size > 0),
    root  bytea       not null check (octet_length(root) = 32),
    made  timestamptz not null default now()
);

create function refuse_fork() returns trigger language plpgsql as $$
declare
    last tree_head;
begin
    select * into last from tree_head order by epoch desc limit 1;
    if new.epoch <> coalesce(last.epoch, 0) + 1 or new.size <= coalesce(last.size, 0)
            or new.size > (select next_index from log_head where id = 1) then
        raise exception 'this head does not follow the last' using errcode = 'serialization_failure';
    end if;
    return new;
end
$$;

create trigger tree_head_follows before insert on tree_head for each row execute function refuse_fork();

-- Signed notes of heads that are committed, never of others.
create table tree_checkpoint (
    size   bigint      primary key references tree_head (size),
    note   text        not null check (length(note) < 65536),
    signed timestamptz not null default now()
);

create trigger tree_node_stays before update or delete on tree_node for each row execute function refuse_change();
create trigger tree_node_is_kept before truncate on tree_node for each statement execute function refuse_change();
create trigger tree_head_stays before update or delete on tree_head for each row execute function refuse_change();
create trigger tree_head_is_kept before truncate on tree_head for each statement execute function refuse_change();
create trigger tree_checkpoint_stays before update or delete on tree_checkpoint
    for each row execute function refuse_change();
create trigger tree_checkpoint_is_kept before truncate on tree_checkpoint
    for each statement execute function refuse_change();

grant select, insert on tree_node, tree_head, tree_checkpoint to audit;
