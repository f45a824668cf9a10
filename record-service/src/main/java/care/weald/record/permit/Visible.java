package care.weald.record.permit;

import java.util.UUID;

/**
 * The permit as SQL: the same fragment in every statement that reads items, over the same six parameters. Nothing is
 * filtered afterwards, so totals, pages and sorting know only what may be seen (capabilities.md, trap 10).
 */
public final class Visible {

    /** How many parameters {@link #parameters} fills, from {@code $1} on. */
    public static final int PARAMETERS = 5;

    /** The current items of the permit's source patients. */
    public static final String OURS = "i.source_patient = any($1::uuid[]) and i.superseded_at is null";

    /** The level at which an item is shown: F, K, A, or null when it is not. */
    public static final String LEVEL = """
            case when i.sensitivity && $5::text[] then null
                when i.access_key = any($2::text[]) then 'F'
                when i.access_key = any($3::text[]) then 'K'
                when i.access_key = any($4::text[]) then 'A'
            end""";

    /** The bytes of a level, which the statement calls {@code level}. */
    public static final String BODY =
            "case level when 'F' then i.body when 'K' then i.key_facts else i.administrative end";

    /** Where the person id stands in them. */
    public static final String PLACES =
            "case level when 'F' then i.body_places when 'K' then i.key_facts_places else i.administrative_places end";

    private Visible() {}

    /** The parameters {@code $1} to {@code $5}. */
    public static Object[] parameters(Permit permit) {
        return new Object[] {
            permit.sourcePatients().toArray(UUID[]::new),
            permit.keysAt('F'),
            permit.keysAt('K'),
            permit.keysAt('A'),
            permit.hiddenLabels().toArray(String[]::new)
        };
    }
}
