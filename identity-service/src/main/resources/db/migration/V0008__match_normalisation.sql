-- By which normalisation a row was worked out (care.weald.identity.index.MatchIndex); 0: not known. Rows of an earlier one,
-- and registrations without a row, are worked out again in the background.
alter table match_row add column normalisation integer not null default 0 check (normalisation >= 0);

create index match_row_normalisation on match_row (normalisation, source_patient);
