-- The content of documents, apart from the items that hold it, so that no search reads it. A content is never changed: its
-- number is made from its item, its type and its bytes.
create table document_content (
    source_patient uuid not null,
    content uuid not null,
    item uuid not null,
    content_type text not null check (length(content_type) between 3 and 200),
    received_at timestamptz not null,
    bytes bytea not null,
    primary key (source_patient, content)
) partition by hash (source_patient);

do $$
begin
    for part in 0..15 loop
        execute format(
            'create table document_content_%s partition of document_content for values with (modulus 16, remainder %s)',
            lpad(part::text, 2, '0'), part);
        -- documents are packed already
        execute format('alter table document_content_%s alter column bytes set storage external', lpad(part::text, 2, '0'));
    end loop;
end
$$;
alter table document_content alter column bytes set statistics 0;

grant select, insert on document_content to record;

-- What only the whole of an item shows and a search of its type may ask for, as parameter=system|code and parameter=code.
alter table item add column further text[] not null default '{}';
alter table item alter column further set statistics 0;
