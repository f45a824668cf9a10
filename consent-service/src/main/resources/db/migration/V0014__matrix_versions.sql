-- A version is drafted by one person, approved by another, put in force, and retired by the next.
alter table access_matrix add column drafted_by text not null default '';
alter table access_matrix add column drafted_at timestamptz;
alter table access_matrix add column reason text not null default '';
alter table access_matrix add column approved_by text not null default '';
alter table access_matrix add column approved_at timestamptz;
alter table access_matrix add column active_from timestamptz;
alter table access_matrix add column active_to timestamptz;

update access_matrix set active_from = timestamptz '2026-01-01 00:00:00+00' where state = 'active';

create function matrix_moves() returns trigger language plpgsql as $$
begin
    if new.version <> old.version or new.purposes <> old.purposes or new.drafted_by <> old.drafted_by then
        raise exception 'a version of the matrix stays what it was drafted as';
    end if;
    if (old.state, new.state) not in (('draft', 'approved'), ('approved', 'active'), ('active', 'retired')) then
        raise exception 'a version of the matrix does not move from % to %', old.state, new.state;
    end if;
    if new.state = 'approved' and (new.approved_by = '' or new.approved_by = old.drafted_by) then
        raise exception 'a version of the matrix is approved by somebody who did not draft it';
    end if;
    return new;
end $$;
create trigger by_two_people before update on access_matrix for each row execute function matrix_moves();

grant insert on access_matrix, role_code, access_level, label_rule to consent;
grant update (state, approved_by, approved_at, active_from, active_to) on access_matrix to consent;
