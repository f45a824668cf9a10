package care.weald.identity.matchmodel;

import care.weald.identity.index.IndexRow;
import care.weald.identity.match.Demographics;
import care.weald.identity.matchmodel.HeldOut.Decision;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What stewards have decided, as far as it still holds. */
@ApplicationScoped
class HeldOutRepository {

    /** Whoever has been in a decision teaches no model: a relation {@code held (source_patient)}. */
    static final String HELD = """
            held as (select a as source_patient from review_task where status in ('completed', 'rejected')
                     union select b from review_task where status in ('completed', 'rejected'))
            """;

    /** A decision that was undone since, by a merge or an unlink, is none. The newest ones. */
    private static final String DECISIONS = """
            with decided as (
              select task.id, task.a, task.b, task.status = 'completed' as same
                from review_task as task
                join link as one on one.source_patient = task.a and one.valid_to is null
                join link as other on other.source_patient = task.b and other.valid_to is null
               where task.status in ('completed', 'rejected')
                 and (task.status = 'completed') = (one.person = other.person)
               order by task.changed_at desc, task.id
               limit 5000)
            select decided.id as decision, decided.same,\s""" + IndexRow.COLUMNS + """
              from decided
              cross join lateral (values (decided.a), (decided.b)) as side (source_patient)
              join match_row as m on m.source_patient = side.source_patient
             order by decided.id, m.source_patient
            """;

    /** The decisions, each with both registrations as they are now. */
    Uni<List<Decision>> decisions(SqlClient client) {
        return client.preparedQuery(DECISIONS).execute().map(rows -> {
            List<Decision> decisions = new ArrayList<>();
            UUID open = new UUID(0, 0);
            Demographics first = null;
            for (var row : rows) {
                Row columns = row.getDelegate();
                Demographics read = IndexRow.of(columns);
                if (first != null && columns.getUUID("decision").equals(open)) {
                    decisions.add(new Decision(first, read, columns.getBoolean("same")));
                }
                open = columns.getUUID("decision");
                first = read;
            }
            return decisions;
        });
    }
}
