-- Beside a key what shows that most who share it are somebody else (care.weald.identity.match.compare.Sketch), so that their
-- rows need not be read: keys and sketches come out of the index alone, in one piece. Absent until a registration is indexed
-- anew, and under numbers, which hardly anybody shares.
alter table block_key add column sketch bytea check (length(sketch) = 64);
alter table block_key alter column sketch set storage plain;
alter table block_key drop constraint block_key_pkey, add primary key (key, source_patient) include (sketch);

-- Whether a row of the index can be believed without its table is kept by vacuum.
alter table block_key set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);

-- The sketch of a key that stays is changed.
grant update (sketch) on block_key to identity;
