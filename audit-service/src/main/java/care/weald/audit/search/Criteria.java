package care.weald.audit.search;

import java.util.List;
import java.util.Optional;
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
record Criteria(Optional<UUID> person, DateRange dates, List<Filter> filters, int count, Cursor after) {

    Criteria {
        filters = List.copyOf(filters);
    }

    /** One condition: the column is one of these values. */
    record Filter(Column column, List<String> values) {

        Filter {
            values = List.copyOf(values);
        }
    }

    /** What a parameter other than person and date asks for. */
    enum Column {
        ID(
                "_id",
                "(recorded, log_index) in (select k.recorded, k.log_index from event_key k"
                        + " where k.event_id = any($%d::text[]::uuid[]))"),
        AGENT("agent", "subject = any($%d)"),
        ORGANISATION("agent.identifier", "organisation = any($%d)"),
        OUTCOME("outcome", "outcome = any($%d)"),
        AMISS("outcome", "outcome = any($%d) and outcome <> '0'"),
        TYPE("type", "type = any($%d)"),
        SUBTYPE("subtype", "subtype = any($%d)"),
        ACTION("action", "action = any($%d)"),
        ENTITY("entity", "request_id = any($%d)"),
        PURPOSE("purpose", "purposes && $%d"),
        SOURCE("source", "source = any($%d)");

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
