-- All that is compared of a row, as one text: sending arrays column by column costs several times what finding them does.
-- Parts are divided by U+001F: number, verified, rejected, birth date, sex, death, how many values each array has, values.
create function match_text(
    nhs_number text, verified boolean, rejected text, birth_date integer, sex text, deceased integer, identifiers text[],
    given text[], families text[], postcodes text[], previous_postcodes text[], lines text[], towns text[],
    phones bigint[], emails text[]) returns text
    language plpgsql immutable parallel safe as $$
begin
    return concat_ws(E'\x1f', coalesce(nhs_number, ''), verified, rejected, birth_date, sex, deceased,
        cardinality(identifiers), cardinality(given), cardinality(families), cardinality(postcodes),
        cardinality(previous_postcodes), cardinality(lines), cardinality(towns), cardinality(phones), cardinality(emails),
        nullif(array_to_string(identifiers || given || families || postcodes || previous_postcodes || lines || towns
            || phones::text[] || emails, E'\x1f'), ''));
end $$;

alter table match_row add column compared text not null generated always as (
    match_text(nhs_number, verified, rejected, birth_date, sex, deceased, identifiers, given, families, postcodes,
        previous_postcodes, lines, towns, phones, emails)) stored;
