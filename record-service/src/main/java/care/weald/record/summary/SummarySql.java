package care.weald.record.summary;

import care.weald.record.permit.Visible;

/**
 * A summary as one statement. The permit is part of it: sections, limits and what was left out know only what may be seen.
 * The limits are those of NHS England's SCR-IPS draft (03 to 06).
 *
 * <p>{@code $1} to {@code $4} are the permit, {@code $5} the types, {@code $6} the moment, {@code $7} how many a section
 * lists, {@code $8} how many are read of a section that is looked through again.
 */
final class SummarySql {

    /** The types that a summary looks at. */
    static final String[] TYPES = {
        "AllergyIntolerance",
        "Appointment",
        "CarePlan",
        "Condition",
        "Consent",
        "Device",
        "DiagnosticReport",
        "DocumentReference",
        "Encounter",
        "Flag",
        "Immunization",
        "MedicationRequest",
        "MedicationStatement",
        "Observation",
        "Procedure",
        "QuestionnaireResponse"
    };

    /** An item with more bytes is too large for a summary. */
    private static final int LARGEST = 262_144;

    /** The most items that are brought along by those that are listed. */
    private static final int MOST_PARTS = 500;

    /** Height, weight and body mass index: the latest one, however old. LOINC and SNOMED CT. */
    private static final String MEASURES =
            "'{8302-2,29463-7,3141-9,39156-5,50373000,1153637007,27113001,60621009}'::text[]";

    /** Status, expected date and outcomes of pregnancy, as IPS has them. */
    private static final String PREGNANCY = "'{82810-3,11778-8,11779-6,11780-4,11636-8,11637-6,11638-4,11639-2,11640-0,"
            + "11612-9,11613-7,11614-5,33065-4}'::text[]";

    /** Which section an item is for, if any. A level that shows dates and status only is for encounters alone. */
    private static final String SECTION = """
            case
                when c.level is null or c.status in ('entered-in-error', 'cancelled', 'nullified', 'draft', 'noshow') then null
                when c.type = 'Encounter' then 'encounters'
                when c.type = 'Appointment' then case when c.time_from >= $6::timestamptz then 'encounters' end
                when c.level = 'A' then null
                when c.type = 'AllergyIntolerance' then 'allergies'
                when c.type = 'Condition' then case when c.category = 'cat-05' then null
                    when c.clinical_status && '{inactive,remission,resolved}'::text[] then 'past_problems'
                    else 'problems' end
                when c.type in ('MedicationRequest', 'MedicationStatement') then 'medications'
                when c.type = 'Flag' then case when c.status = 'active' then 'alerts' end
                when c.type = 'Immunization' then case when c.status = 'completed' then 'immunisations' end
                when c.type = 'Procedure' then case when c.status not in ('not-done', 'preparation')
                    and (c.time_from is null or c.time_from <= $6::timestamptz) then 'procedures' end
                when c.type = 'Device' then case when c.status in ('active', '') then 'devices' end
                when c.type = 'CarePlan' then case when c.status in ('active', 'on-hold') then 'plan_of_care' end
                when c.type = 'Consent' then case when c.status = 'active' and c.category = 'cat-21'
                    then 'advance_directives' end
                when c.type = 'DocumentReference' then case when c.status <> 'current' then null
                    when c.category = 'cat-21' or c.access_key = 'cat-15/tep' then 'advance_directives'
                    when c.access_key = 'cat-15/care-plan' then 'plan_of_care' end
                when c.type = 'DiagnosticReport' then case when c.status <> 'registered' then 'results' end
                when c.type <> 'Observation' or c.status = 'registered' then null
                when c.codes && %s then 'pregnancy'
                when c.category = 'cat-21' then 'advance_directives'
                when c.category_codes && '{social-history}'::text[] then 'social_history'
                when c.category_codes && '{survey}'::text[] then 'functional_status'
                when c.category = 'cat-18' then 'vital_signs'
                when c.category in ('cat-16', 'cat-17') then case when not exists (select from link
                    where link.source_patient = c.source_patient and link.target = c.item) then 'results' end
            end""".formatted(PREGNANCY);

    /** The discipline of a report: HL7 v2-0074. */
    private static final String DISCIPLINE = """
            case when s.type <> 'DiagnosticReport' then null
                when s.category_codes && '{CH}'::text[] then 'biochemistry'
                when s.category_codes && '{HM}'::text[] then 'haematology'
                when s.category_codes && '{IMM}'::text[] then 'immunology'
                when s.category_codes && '{MB,MCB,MYC,PAR}'::text[] then 'microbiology'
                when s.category_codes && '{VR}'::text[] then 'virology'
                when s.category_codes && '{SP,PAT}'::text[] then 'histology'
                when s.category_codes && '{CP}'::text[] then 'cytology' end""";

    /** The moment before which an item is too old; null where age does not matter. */
    private static final String REACH = """
            case when s.section = 'encounters' then $6::timestamptz - interval '6 months'
                when s.section = 'vital_signs' and not s.codes && %s then $6::timestamptz - interval '6 months'
                when s.section = 'results' and d.discipline in ('biochemistry', 'haematology', 'immunology')
                    then $6::timestamptz - interval '6 months'
                when s.section = 'results' and d.discipline is not null then $6::timestamptz - interval '12 months'
            end""".formatted(MEASURES);

    /** How many of one kind are listed: the latest five results and signs, the latest of what replaces the one before. */
    private static final String EACH = """
            case when s.section = 'vital_signs' and s.codes && %s then 1
                when s.section in ('results', 'vital_signs') then 5
                when s.section in ('social_history', 'functional_status') then 1
                else 1000000 end""".formatted(MEASURES);

    /** The statement. */
    static final String TEXT = """
            with recursive candidate as materialized (
                select i.source_patient, i.item, i.version, i.type, i.category, i.access_key, i.organisation, i.status,
                    i.clinical_status, i.codes, i.category_codes, i.reference_names, i.reference_items, i.time_from,
                    case when i.type = 'Condition' then coalesce(i.second_from, i.time_from) else i.time_from end as sort_time,
                    case when i.type = 'Encounter' then i.time_to else i.time_from end as age_time,
                    octet_length(%1$s) as size, l.level
                from %2$s %3$s cross join lateral (select %4$s as level) l
            ),
            link as materialized (
                select c.source_patient, c.item, r.target
                from candidate c cross join lateral unnest(c.reference_names, c.reference_items) r(name, target)
                where c.level = 'F' and c.reference_names && '{result,has-member}'::text[]
                    and r.name in ('result', 'has-member')
                    and c.status not in ('entered-in-error', 'cancelled', 'registered')
            ),
            sectioned as materialized (
                select c.*, %5$s as section from candidate c
            ),
            aged as materialized (
                select s.source_patient, s.item, s.version, s.level, s.organisation, s.reference_names, s.reference_items,
                    s.section, s.sort_time, %8$s as each_kind,
                    case when s.section in ('results', 'vital_signs', 'social_history', 'functional_status')
                        then coalesce(d.discipline, s.codes[1], s.item::text) else '' end as kind,
                    s.size <= %9$s and coalesce(s.age_time >= %7$s, true) as fit
                from sectioned s cross join lateral (select %6$s as discipline) d
                where s.section is not null
            ),
            numbered as materialized (
                select a.*, a.fit and row_number() over (partition by a.section, a.kind, a.fit
                    order by a.sort_time desc nulls last, a.item) <= a.each_kind as chosen
                from aged a
            ),
            placed as materialized (
                select n.*, row_number() over (partition by n.section, n.chosen
                    order by n.sort_time desc nulls last, n.item) as place,
                    case when n.section in ('allergies', 'medications', 'problems', 'past_problems') then $8::bigint
                        else $7::bigint end as most
                from numbered n
            ),
            listed as materialized (
                select source_patient, item, version, level, organisation, reference_names, reference_items, section, place
                from placed where chosen and place <= most
            ),
            reached(source_patient, item) as (
                select source_patient, item from listed
                union
                select k.source_patient, k.target
                from reached t join link k on k.source_patient = t.source_patient and k.item = t.item
            ),
            page as materialized (
                select source_patient, item, version, level, organisation, section, place from listed
                union all
                (select c.source_patient, c.item, c.version, c.level, c.organisation, null, null
                from reached t join candidate c on c.source_patient = t.source_patient and c.item = t.item
                where c.type = 'Observation' and c.level is not null and c.size <= %9$s
                    and c.status not in ('entered-in-error', 'cancelled')
                    and not exists (select from listed l where l.source_patient = t.source_patient and l.item = t.item)
                order by c.sort_time desc nulls last, c.item limit %10$s)
            )
            select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at, i.time_from,
                %1$s as body, %11$s as places, i.confidentiality, i.type, 'item' as row, p.section, p.place
            from %12$s
            union all
            select null, d.entry, d.version, '', d.organisation, d.received_at, null, d.body, '{}', 'U', d.type, 'entry', null, null
            from (select distinct r.target
                from listed l cross join lateral unnest(l.reference_names, l.reference_items) r(name, target)
                where r.name = 'medication' and l.level in ('F', 'K')) m
                join directory_entry d on d.entry = m.target and d.type = 'Medication' and d.superseded_at is null
            union all
            select null, null, null, null, o.organisation, null, null, d.body, null, null, null, 'organisation', null, null
            from (select distinct organisation from page) o
                cross join lateral (select e.body
                    from directory_key k join directory_entry e on e.entry = k.entry and e.superseded_at is null
                    where k.type = 'Organization' and k.kind = 'identifier'
                        and k.value = 'https://fhir.nhs.uk/Id/ods-organization-code|' || o.organisation
                    order by e.organisation = o.organisation desc, e.entry limit 1) d
            union all
            select null, null, null, null, null, null, null, null, null, null, null, 'left', section,
                count(*) filter (where not (chosen and place <= most))
            from placed group by section
            union all
            select null, null, null, null, null, null, null, null, null, null, null, 'social', null,
                count(*) filter (where category = 'cat-03' and level in ('F', 'K'))
            from candidate
            union all
            select null, null, null, null, null, null, null, null, null, null, null, 'withheld', null,
                count(*) filter (where level is null)
            from candidate
            order by 12, 13, 14, 2
            """.formatted(
                    Visible.BODY,
                    Visible.EACH_OF_OURS.formatted("i.type = any($5::text[])"),
                    Visible.GRANTED,
                    Visible.LEVEL,
                    SECTION,
                    DISCIPLINE,
                    REACH,
                    EACH,
                    LARGEST,
                    MOST_PARTS,
                    Visible.PLACES,
                    Visible.ROWS_OF_PAGE);

    private SummarySql() {}
}
