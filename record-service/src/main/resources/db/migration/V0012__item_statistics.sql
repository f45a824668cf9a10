-- Items are found by source patient and type: no plan depends on what these hold, and counting their values is most of
-- what an ANALYZE after a feed costs.
alter table item
    alter column body set statistics 0,
    alter column body_places set statistics 0,
    alter column key_facts set statistics 0,
    alter column key_facts_places set statistics 0,
    alter column administrative set statistics 0,
    alter column administrative_places set statistics 0,
    alter column content_hash set statistics 0,
    alter column message set statistics 0,
    alter column source_id set statistics 0,
    alter column source_version set statistics 0,
    alter column sensitivity set statistics 0,
    alter column labels set statistics 0,
    alter column clinical_status set statistics 0,
    alter column codes set statistics 0,
    alter column category_codes set statistics 0,
    alter column identifiers set statistics 0;
alter table feed_message
    alter column content set statistics 0,
    alter column answer set statistics 0,
    alter column content_hash set statistics 0;
