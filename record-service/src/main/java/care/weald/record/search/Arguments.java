package care.weald.record.search;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The parameters of a statement while its text is being written. Values stand here alone, never in the text. */
final class Arguments {

    private final List<Object> values;

    /** Begins with those of the permit, then these. */
    Arguments(Object[] permit, Object... more) {
        values = new ArrayList<>(Arrays.asList(permit));
        values.addAll(Arrays.asList(more));
    }

    /** Adds a value and answers how the text names it. */
    String add(Object value, String type) {
        values.add(value);
        return "$" + values.size() + "::" + type;
    }

    String time(Instant time) {
        return add(time.atOffset(ZoneOffset.UTC), "timestamptz");
    }

    String texts(Collection<String> texts) {
        return add(texts.toArray(String[]::new), "text[]");
    }

    Tuple tuple() {
        Tuple tuple = Tuple.tuple();
        values.forEach(tuple::addValue);
        return tuple;
    }
}
