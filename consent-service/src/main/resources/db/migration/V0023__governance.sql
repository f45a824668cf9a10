-- Who approved a version of the matrix and put it in force said why: that is kept beside who it was.
alter table access_matrix add column approval text not null default '';
alter table access_matrix add column activated_by text not null default '';
alter table access_matrix add column activation text not null default '';
grant update (approval, activated_by, activation) on access_matrix to consent;

-- How many decisions were made a day, counted as they are stored, so that numbers of a month are not counted anew from
-- each of them, and stay when the decisions are dropped. Days are those of Europe/London; probes are not counted.
create table decision_tally (
    day date not null,
    organisation text not null,
    made bigint not null check (made >= 0),
    refused bigint not null check (refused between 0 and made),
    primary key (day, organisation)
);
insert into decision_tally
select (at at time zone 'Europe/London')::date, organisation, count(*), count(*) filter (where reason <> '')
from decision_log where subject <> 'urn:weald:probe' group by 1, 2;
grant select, insert, update on decision_tally to consent;

create index objection_case_lodged on objection_case (lodged_at);
create index record_override_when on record_override (made_at);
create index relationship_claim_made on relationship_claim (made_at);
create index objection_from on objection (valid_from) where state in ('upheld', 'interim');
