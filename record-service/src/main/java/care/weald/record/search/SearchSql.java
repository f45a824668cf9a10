package care.weald.record.search;

import care.weald.record.category.Category;
import care.weald.record.category.Classifier;
import care.weald.record.item.ItemId;
import care.weald.record.permit.Permit;
import care.weald.record.permit.Visible;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A search as one statement. What a level does not show is never matched: codes and categories not at level A, labels
 * only at F beyond category and confidentiality, which every level tells.
 */
final class SearchSql {

    @SuppressWarnings("InlineFormatString") // beside its method, as every statement
    private static final String STATEMENT = """
            with candidate as materialized (
                select i.source_patient, i.item, i.version,
                    coalesce(i.time_from, timestamptz '0001-01-01T00:00:00Z') as sort_time, l.level,
                    (l.level is not null%1$s) as hit
                from %3$s %9$s cross join lateral (select %2$s as level) l
            ),
            page as materialized (
                select source_patient, item, version, sort_time, level from candidate
                where hit%4$s
                order by sort_time %5$s, item %5$s
                limit $6
            ),
            shown as materialized (
                select s.*, coalesce(sum(octet_length(s.body)) over (order by s.sort_time %5$s, s.item %5$s
                    rows between unbounded preceding and 1 preceding), 0) < %10$s as fits
                from (select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at,
                        i.time_from, %6$s as body, %7$s as places, i.confidentiality, p.sort_time
                    from %8$s) s
            ),
            totals as (
                select count(*) filter (where hit) as total, count(*) filter (where level is null) as withheld,
                    (select count(*) = $6 or not bool_and(fits) from shown) as more
                from candidate
            )
            select s.source_patient, s.item, s.version, s.category, s.organisation, s.received_at, s.time_from,
                s.body, s.places, s.confidentiality, t.total, t.withheld, t.more
            from totals t left join shown s on s.fits
            order by s.sort_time %5$s, s.item %5$s
            """;

    private final StringBuilder where = new StringBuilder();
    private final List<Object> parameters;

    private SearchSql(Permit permit, String type, int limit) {
        parameters = new ArrayList<>(Arrays.asList(Visible.parameters(permit)));
        parameters.add(type);
        parameters.add(limit);
    }

    /** A statement and what goes into it. */
    record Statement(String text, Tuple parameters) {}

    static Statement of(Permit permit, String type, SearchQuery query) {
        SearchSql sql = new SearchSql(permit, type, query.countOnly() ? 0 : query.count() + 1);
        query.conditions().forEach(condition -> sql.where.append("\n    and ").append(sql.condition(condition)));
        String order = query.ascending() ? "asc" : "desc";
        String after = query.after()
                .map(cursor -> " and (sort_time, item) " + (query.ascending() ? ">" : "<") + " ("
                        + sql.time(cursor.time()) + ", " + sql.add(cursor.item(), "uuid") + ")")
                .orElse("");
        Tuple tuple = Tuple.tuple();
        sql.parameters.forEach(tuple::addValue);
        return new Statement(
                STATEMENT.formatted(
                        sql.where,
                        Visible.LEVEL,
                        Visible.EACH_OF_OURS.formatted("i.type = $5"),
                        after,
                        order,
                        Visible.BODY,
                        Visible.PLACES,
                        Visible.ROWS_OF_PAGE,
                        Visible.GRANTED,
                        Visible.PAGE_BYTES),
                tuple);
    }

    private String add(Object value, String type) {
        parameters.add(value);
        return "$" + parameters.size() + "::" + type;
    }

    private String time(Instant time) {
        return add(time.atOffset(ZoneOffset.UTC), "timestamptz");
    }

    private String condition(Condition condition) {
        return switch (condition) {
            case Condition.Code code -> "l.level <> 'A' and " + tokens("i.codes", code.tokens());
            case Condition.SourceCategory category ->
                "l.level <> 'A' and " + tokens("i.category_codes", category.tokens());
            case Condition.ClinicalStatus status ->
                "l.level <> 'A' and " + tokens("i.clinical_status", status.tokens());
            case Condition.Status status -> "i.status = any(" + texts(status.codes()) + ")";
            case Condition.Security security -> security(security.tokens());
            case Condition.Id id -> id(id.ids());
            case Condition.Date date -> any(date.moments(), "i.time_from", "i.time_to");
            case Condition.LastUpdated updated ->
                any(updated.moments(), "i.received_at", "(i.received_at + interval '1 millisecond')");
        };
    }

    private String texts(List<String> values) {
        return add(values.toArray(String[]::new), "text[]");
    }

    private String tokens(String column, Tokens tokens) {
        String exact = column + " && " + texts(tokens.exact());
        return tokens.systems().isEmpty()
                ? exact
                : "(" + exact + " or exists (select from unnest(" + column + ") c, unnest(" + texts(tokens.systems())
                        + ") s where starts_with(c, s)))";
    }

    private String security(Tokens tokens) {
        List<String> categories = known(tokens.exact(), Category.SYSTEM);
        List<String> levels = known(tokens.exact(), Classifier.CONFIDENTIALITY);
        return "(i.category = any(" + texts(categories) + ") or i.confidentiality = any(" + texts(levels)
                + ") or (l.level = 'F' and " + tokens("i.labels", tokens) + "))";
    }

    private static List<String> known(List<String> exact, String system) {
        return exact.stream()
                .filter(one -> one.indexOf('|') < 0 || one.startsWith(system + "|"))
                .map(one -> one.substring(one.indexOf('|') + 1))
                .toList();
    }

    private String id(List<ItemId> ids) {
        String patients = add(ids.stream().map(ItemId::sourcePatient).toArray(UUID[]::new), "uuid[]");
        String items = add(ids.stream().map(ItemId::item).toArray(UUID[]::new), "uuid[]");
        return "(i.source_patient, i.item) in (select * from unnest(" + patients + ", " + items + "))";
    }

    private String any(List<Moment> moments, String from, String to) {
        List<String> alternatives = new ArrayList<>();
        for (Moment moment : moments) {
            alternatives.add(moment(moment, from, to));
        }
        return "coalesce((" + String.join(" or ", alternatives) + "), false)";
    }

    /** Spans are half open: one ends where the next begins. */
    private String moment(Moment moment, String from, String to) {
        String start = time(moment.span().from());
        String end = time(moment.span().to());
        String within = "(" + from + " >= " + start + " and " + to + " <= " + end + ")";
        return switch (moment.prefix()) {
            case EQ -> within;
            case NE -> "not " + within;
            case GT -> "(" + start + " is not null and " + to + " > " + end + ")";
            case LT -> "(" + end + " is not null and " + from + " < " + start + ")";
            case GE -> "(" + within + " or " + to + " > " + end + ")";
            case LE -> "(" + within + " or " + from + " < " + start + ")";
            case SA -> "(" + start + " is not null and " + from + " >= " + end + ")";
            case EB -> "(" + end + " is not null and " + to + " <= " + start + ")";
            case AP -> "(" + from + " < " + end + " and " + to + " > " + start + ")";
        };
    }
}
