package care.weald.identity.matchmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What a shadow run has found, against the version in force. */
@ApplicationScoped
class ReportRepository {

    /** How often two grades came together, in all ({@code by} empty) or for one {@code value} of a dimension. */
    record Count(String by, String value, String active, String shadow, long pairs) {}

    /** A pair whose grade changed; {@code asked} is empty when the question was not about a registration. */
    record Pair(Optional<UUID> asked, UUID candidate, String active, String shadow) {}

    private static final String COUNTS = """
            select dimension.name, dimension.value, kept.active_grade, kept.shadow_grade, sum(kept.pairs)::bigint
              from match_model_comparison as kept
             cross join lateral (values ('', ''), ('source', kept.source), ('sex', kept.sex), ('age', kept.age),
                                        ('ethnicity', kept.ethnicity)) as dimension (name, value)
             where kept.version = $1 and kept.against = (select version from match_model where state = 'active')
             group by 1, 2, 3, 4
             order by 1, 2, 3, 4
            """;

    /** The tables of {@code version}: in all, and by source, sex, age and ethnic category. */
    Uni<List<Count>> counts(SqlClient client, String version) {
        return client.preparedQuery(COUNTS)
                .execute(Tuple.of(version))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Count(
                                row.getString(0), row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                        .toList());
    }

    private static final String PAIRS = """
            select asked, candidate, active_grade, shadow_grade from match_model_difference
             where version = $1 and against = (select version from match_model where state = 'active')
             order by place
            """;

    /** The first pairs whose grade changed. */
    Uni<List<Pair>> pairs(SqlClient client, String version) {
        return client.preparedQuery(PAIRS)
                .execute(Tuple.of(version))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Pair(
                                Optional.ofNullable(row.getUUID(0)),
                                row.getUUID(1),
                                row.getString(2),
                                row.getString(3)))
                        .toList());
    }
}
