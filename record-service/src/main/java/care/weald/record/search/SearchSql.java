package care.weald.record.search;

import care.weald.record.permit.Permit;
import care.weald.record.permit.Visible;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A search as one statement, in which the permit is part of every branch: candidates, page, totals, what is included and
 * what refers to the page all come from what may be seen (capabilities.md, D1 and G6).
 */
final class SearchSql {

    @SuppressWarnings("InlineFormatString") // beside its method, as every statement
    private static final String STATEMENT = """
            with candidate as materialized (
                select i.source_patient, i.item, i.version, %11$s as sort_time, l.level,
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
                        i.time_from, %6$s as body, %7$s as places, i.confidentiality, p.sort_time%12$s
                    from %8$s) s
            ),
            totals as (
                select count(*) filter (where hit) as total, count(*) filter (where level is null) as withheld,
                    (select count(*) = $6 or not bool_and(fits) from shown) as more
                from candidate
            )%13$s
            select s.source_patient, s.item, s.version, s.category, s.organisation, s.received_at, s.time_from,
                s.body, s.places, s.confidentiality, t.total, t.withheld, t.more%14$s
            from totals t left join shown s on s.fits
            %15$s
            """;

    private SearchSql() {}

    /** A statement and what goes into it. */
    record Statement(String text, Tuple parameters) {}

    /** The statement of a search from {@code after} on. */
    static Statement of(Permit permit, SearchQuery query, Optional<Cursor> after) {
        Arguments arguments = new Arguments(
                Visible.parameters(permit), query.type().name(), query.countOnly() ? 0 : query.count() + 1);
        String where = ConditionSql.of(query.conditions(), arguments);
        String order = query.order().ascending() ? "asc" : "desc";
        boolean including = !query.inclusion().isEmpty() && !query.countOnly();
        Function<String, String> onlyIncluding = text -> including ? text : "";
        String text = STATEMENT.formatted(
                where,
                Visible.LEVEL,
                Visible.EACH_OF_OURS.formatted("i.type = $5"),
                after.map(cursor -> after(cursor, query.order(), arguments)).orElse(""),
                order,
                Visible.BODY,
                Visible.PLACES,
                Visible.ROWS_OF_PAGE,
                Visible.GRANTED,
                Visible.PAGE_BYTES,
                query.order().byLastUpdated()
                        ? "i.received_at"
                        : "coalesce(i.time_from, timestamptz '0001-01-01T00:00:00Z')",
                onlyIncluding.apply(InclusionSql.SHOWN.formatted(order)),
                including ? InclusionSql.of(query.inclusion(), arguments) : "",
                onlyIncluding.apply(InclusionSql.SELECTED),
                including ? InclusionSql.UNION : "order by s.sort_time %1$s, s.item %1$s".formatted(order));
        return new Statement(text, arguments.tuple());
    }

    private static String after(Cursor cursor, Order order, Arguments arguments) {
        List<String> position = List.of(arguments.time(cursor.time()), arguments.add(cursor.item(), "uuid"));
        return " and (sort_time, item) " + (order.ascending() ? ">" : "<") + " (" + String.join(", ", position) + ")";
    }
}
