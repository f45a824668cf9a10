-- When a feed was last heard of: of an organisation, and of one of its message systems, the newest without reading more.
create index feed_message_last on feed_message (organisation, received_at);
create index feed_message_last_of_source on feed_message (organisation, (split_part(id, '|', 1)), received_at);
