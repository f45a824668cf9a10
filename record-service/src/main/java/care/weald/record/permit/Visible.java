package care.weald.record.permit;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The permit as SQL: the same fragments in every statement that reads items, over the same four parameters. Nothing is
 * filtered afterwards, so totals, pages and sorting know only what may be seen (capabilities.md, trap 10).
 *
 * <p>The statements run on plans that do not know their parameters (application.properties): a plan for each call
 * would look at every partition, which costs more than the call.
 */
public final class Visible {

    /** How many parameters {@link #parameters} fills, from {@code $1} on. */
    public static final int PARAMETERS = 4;

    /** The current items of the permit's source patients, for a statement that names the source patient as well. */
    public static final String OURS = "i.source_patient = any($1::uuid[]) and i.superseded_at is null";

    /**
     * The same for a statement that reads all of them, with one more condition to put in. A list that is a parameter is
     * never pruned; so each source patient is looked up by itself, in its own partition only.
     */
    public static final String EACH_OF_OURS = """
            unnest($1::uuid[]) ours(id) cross join lateral (
                select i.* from item i where i.source_patient = ours.id and i.superseded_at is null and %s offset 0
            ) i""";

    /** Joins what the permit grants for the item's category or facet, if anything; {@link #LEVEL} needs it. */
    public static final String GRANTED =
            "left join unnest($2::text[], $3::text[]) granted(what, how) on granted.what = i.access_key";

    /** The level at which an item is shown: F, K, A, or null when it is not. */
    public static final String LEVEL = "case when i.sensitivity && $4::text[] then null else granted.how end";

    /**
     * What the record held at the moment {@code %s}, and who holds it still: what has moved to another person since is
     * not among it.
     */
    public static final String EACH_OF_OURS_THEN = """
            unnest($1::uuid[]) ours(id) cross join lateral (
                select i.* from item i where i.source_patient = ours.id and i.received_at <= %1$s
                    and (i.superseded_at is null or i.superseded_at > %1$s) and %2$s offset 0
            ) i""";

    /** What a statement with the snapshot {@code %1$s} saw, whatever has been stored, corrected or moved since. */
    public static final String SEEN = """
            (i.stored_by is null or pg_visible_in_snapshot(i.stored_by, %1$s))
            and (i.superseded_at is null or (i.superseded_by is not null
                and not pg_visible_in_snapshot(i.superseded_by, %1$s)))""";

    /** As {@link #EACH_OF_OURS}, of what was seen by the snapshot {@code %1$s}. */
    public static final String EACH_OF_OURS_SEEN = """
            unnest($1::uuid[]) ours(id) cross join lateral (
                select i.* from item i where i.source_patient = ours.id and\s""" + SEEN + """
                     and %2$s offset 0
            ) i""";

    /** As {@link #GRANTED}, for a version that need not be the current one; {@link #LEVEL_THEN} needs it. */
    public static final String GRANTED_THEN = GRANTED + """
             join lateral (
                select c.access_key, c.sensitivity from item c
                where c.source_patient = i.source_patient and c.item = i.item and c.superseded_at is null offset 0
            ) held on true
            left join unnest($2::text[], $3::text[]) kept(what, how) on kept.what = held.access_key""";

    /**
     * The level at which a former version is shown: the lower of what its own labels and those of the current version
     * allow. What a source has come to keep more closely is no longer told by its past.
     */
    public static final String LEVEL_THEN = """
            case when i.sensitivity && $4::text[] or held.sensitivity && $4::text[] then null
                when granted.how is null or kept.how is null then null
                when 'A' in (granted.how, kept.how) then 'A'
                when 'K' in (granted.how, kept.how) then 'K' else 'F' end""";

    /** The full rows of the page {@code p}, each looked up in its own partition only. */
    public static final String ROWS_OF_PAGE = """
            page p cross join lateral (
                select i.* from item i
                where i.source_patient = p.source_patient and i.item = p.item and i.version = p.version offset 0
            ) i""";

    /** How many bytes of items a page has before it is cut; the item that passes it is still on it. */
    public static final int PAGE_BYTES = 16 * 1024 * 1024;

    /** The bytes of a level, which the statement calls {@code level}. */
    public static final String BODY =
            "case level when 'F' then i.body when 'K' then i.key_facts else i.administrative end";

    /** Where the person id stands in them. */
    public static final String PLACES =
            "case level when 'F' then i.body_places when 'K' then i.key_facts_places else i.administrative_places end";

    private Visible() {}

    /** The parameters {@code $1} to {@code $4}. */
    public static Object[] parameters(Permit permit) {
        List<Map.Entry<String, Character>> granted =
                List.copyOf(permit.granted().entrySet());
        return new Object[] {
            permit.sourcePatients().stream().distinct().toArray(UUID[]::new),
            granted.stream().map(Map.Entry::getKey).toArray(String[]::new),
            granted.stream().map(entry -> entry.getValue().toString()).toArray(String[]::new),
            permit.hiddenLabels().toArray(String[]::new)
        };
    }
}
