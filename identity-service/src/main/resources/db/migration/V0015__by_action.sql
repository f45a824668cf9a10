-- What an action moved, and what it undid, without reading every link there ever was.
create index link_action on link (action) where action is not null;
create index steward_action_undone on steward_action (undone_by) where undone_by is not null;
