-- The file of agreements is the whole truth: one that began today or later and is no longer in it goes away.
grant delete on agreement to consent;
