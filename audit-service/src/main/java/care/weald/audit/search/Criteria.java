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

    /** The columns that a parameter other than person and date names. */
    enum Column {
        AGENT("agent", "subject"),
        OUTCOME("outcome", "outcome"),
        TYPE("type", "type"),
        SUBTYPE("subtype", "subtype"),
        ENTITY("entity", "request_id");

        private final String parameter;
        private final String sql;

        Column(String parameter, String sql) {
            this.parameter = parameter;
            this.sql = sql;
        }

        String parameter() {
            return parameter;
        }

        String sql() {
            return sql;
        }
    }
}
