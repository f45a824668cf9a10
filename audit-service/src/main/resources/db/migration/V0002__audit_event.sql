-- The log: one row an event, its bytes as they were written once. Rows are added and never changed.
create table audit_event (
    log_index    bigint      not null check (log_index >= 0),
    event_id     uuid        not null,
    recorded     timestamptz not null,
    organisation text        not null,
    subject      text        not null,
    person       uuid,
    type         text        not null,
    subtype      text        not null,
    action       text        not null check (action in ('C', 'R', 'U', 'D', 'E')),
    outcome      text        not null check (outcome in ('0', '4', '8', '12')),
    basis        text        not null,
    categories   text[]      not null,
    request_id   text        not null,
    leaf_hash    bytea       not null,
    body         bytea       not null,
    primary key (recorded, log_index),
    -- RFC 9162 section 2.1.1
    constraint leaf_hash_is_of_body check (leaf_hash = sha256('\x00'::bytea || body))
) partition by range (recorded);

-- Takes what no month takes: a clock far off must not stop the log.
create table audit_event_other partition of audit_event default;

create index audit_event_person on audit_event (person, recorded desc, log_index desc) where person is not null;
create index audit_event_organisation on audit_event (organisation, recorded desc, log_index desc);
create index audit_event_subject on audit_event (subject, recorded desc, log_index desc);
create index audit_event_request on audit_event (request_id);

-- An event's place in the log, by its id: makes a repeat harmless, and outlives the event's partition.
create table event_key (
    event_id     uuid        primary key,
    log_index    bigint      not null unique check (log_index >= 0),
    recorded     timestamptz not null,
    content_hash bytea       not null check (octet_length(content_hash) = 32),
    leaf_hash    bytea       not null check (octet_length(leaf_hash) = 32)
);

-- The head of the log. Whoever writes a batch holds this row; the Merkle tree's frontier belongs beside next_index.
create table log_head (
    id         smallint primary key check (id = 1),
    next_index bigint   not null check (next_index >= 0)
) with (fillfactor = 50);
insert into log_head (id, next_index) values (1, 0);

create function refuse_change() returns trigger language plpgsql as $$
begin
    if current_setting('weald.retention', true) = 'on' then
        if tg_op = 'DELETE' then
            return old;
        end if;
        return new;
    end if;
    raise exception 'the log is only ever added to' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_event_stays before update or delete on audit_event for each row execute function refuse_change();
create trigger audit_event_is_kept before truncate on audit_event for each statement execute function refuse_change();
create trigger audit_event_is_kept before truncate on audit_event_other
    for each statement execute function refuse_change();
create trigger event_key_stays before update or delete on event_key for each row execute function refuse_change();
create trigger event_key_is_kept before truncate on event_key for each statement execute function refuse_change();

create function refuse_step_back() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.next_index >= old.next_index then
        return new;
    end if;
    raise exception 'the head of the log only moves on' using errcode = 'insufficient_privilege';
end
$$;

create trigger log_head_moves_on before update or delete on log_head for each row execute function refuse_step_back();

grant select, insert on audit_event, event_key to audit;
grant select, update (next_index) on log_head to audit;
