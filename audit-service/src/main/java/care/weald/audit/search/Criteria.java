package care.weald.audit.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is searched for.
 *
 * @param person whose record; empty for anybody's
 * @param dates when it was recorded
 * @param filters equal-to conditions beside these
 * @param count how many events a page
 * @param after where the former page ended
 */
public record Criteria(Optional<UUID> person, DateRange dates, List<Filter> filters, int count, Cursor after) {

    public Criteria {
        filters = List.copyOf(filters);
    }

    /** The same about {@code somebody}. */
    public Criteria of(UUID somebody) {
        return new Criteria(Optional.of(somebody), dates, filters, count, after);
    }

    /** The same without what partners tell: what this service was told by the gateway alone. */
    public Criteria seenHere() {
        List<Filter> narrower = new ArrayList<>(filters);
        narrower.add(new Filter(Column.SEEN_HERE, List.of("reported")));
        return new Criteria(person, dates, narrower, count, after);
    }

    /** True when it asks for somebody or for one request: an index finds few, and then they are put in order. */
    boolean isAmongFew() {
        return person.isPresent() || asksFor(Column.FEW);
    }

    /** True when it asks for these or for one user, whose events an index has in their order. */
    boolean isNarrow() {
        return isAmongFew() || asksFor(EnumSet.of(Column.AGENT));
    }

    private boolean asksFor(Set<Column> columns) {
        return filters.stream().anyMatch(filter -> columns.contains(filter.column()));
    }

    /** One condition: the column is one of these values. */
    public record Filter(Column column, List<String> values) {

        public Filter {
            values = List.copyOf(values);
        }
    }

    /** What a parameter other than person and date asks for. */
    public enum Column {
        ID(
                "_id",
                "recorded = any(array(select k.recorded from event_key k where k.event_id = any($%1$d::text[]::uuid[])))"
                        + " and event_id = any($%1$d::text[]::uuid[])"),
        AGENT("agent", "subject = any($%d)"),
        ORGANISATION("agent.identifier", "organisation = any($%d)"),
        OUTCOME("outcome", "outcome = any($%d)"),
        AMISS("outcome", "outcome = any($%d) and outcome <> '0'"),
        TYPE("type", "type = any($%d)"),
        SUBTYPE("subtype", "subtype = any($%d)"),
        ACTION("action", "action = any($%d)"),
        ENTITY("entity", "request_id = any($%d)"),
        PURPOSE("purpose", "purposes && $%d"),
        SOURCE("source", "source = any($%d)"),
        SEEN_HERE("", "basis <> all($%d)");

        private static final Set<Column> FEW = EnumSet.of(ID, ENTITY);

        private final String parameter;
        private final String sql;

        Column(String parameter, String sql) {
            this.parameter = parameter;
            this.sql = sql;
        }

        String parameter() {
            return parameter;
        }

        /** The condition, whose values are the statement's parameter of this number. */
        String sql(int number) {
            return sql.formatted(number);
        }
    }
}
