package care.weald.identity.matchmodel;

import care.weald.identity.index.IndexRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Trainings, and the registrations that models learn from. */
@ApplicationScoped
class TrainingRepository {

    private static final int PAGE = 1_000;

    /** A training that somebody has asked for. */
    record Training(UUID id, String version, long pairs, String madeBy) {}

    /** A training as the list shows it. */
    record Shown(
            UUID id,
            String version,
            String state,
            long pairs,
            long wanted,
            String madeBy,
            String reason,
            Instant begun) {}

    /** Registrations with one verified number beyond a dozen are passed over by the trainer too. */
    private static final String PAIRS = "with " + HeldOutRepository.HELD + """
            select coalesce(sum(shared.n * (shared.n - 1) / 2), 0)::bigint
              from (select count(*) as n from source_patient as source
                     where source.verified and source.nhs_number is not null and source.confidentiality = 'N'
                       and source.id not in (select source_patient from held)
                     group by source.nhs_number having count(*) between 2 and 12) as shared
            """;

    /** How many pairs of registrations share a verified NHS number, none of them restricted or held out. */
    Uni<Long> pairs(SqlClient client) {
        return client.preparedQuery(PAIRS)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static final String EXPIRE = """
            update match_model_training set state = 'failed', ended_at = clock_timestamp()
             where state = 'running' and begun_at < clock_timestamp() - make_interval(secs => $1)
            """;

    private static final String ASK = """
            insert into match_model_training (version, state, pairs, wanted, made_by, organisation, reason, ended_at)
            select $1, $2, $3, $4, $5, $6, $7, case when $2 = 'refused' then clock_timestamp() end
             where not exists (select from match_model where version = $1)
            on conflict do nothing
            returning id
            """;

    /** Puts a training down; the item is empty when the version is there already, or another training is not over. */
    Uni<Optional<UUID>> ask(SqlClient client, Order.Train order, String state, long pairs, ModelConfig config) {
        Tuple values = Tuple.of(
                        order.version(),
                        state,
                        pairs,
                        config.leastPairs(),
                        order.by().subject(),
                        order.by().organisation())
                .addString(order.reason());
        return client.preparedQuery(EXPIRE)
                .execute(Tuple.of((double) config.trainingLimit().toSeconds()))
                .chain(() -> client.preparedQuery(ASK).execute(values))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .findFirst());
    }

    private static final String CLAIM = """
            update match_model_training set state = 'running', begun_at = clock_timestamp()
             where id = (select id from match_model_training where state = 'waiting' for update skip locked)
            returning id, version, pairs, made_by
            """;

    /** The training that waits, which is the caller's from now on. */
    Uni<Optional<Training>> claim(SqlClient client) {
        return client.preparedQuery(CLAIM)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Training(row.getUUID(0), row.getString(1), row.getLong(2), row.getString(3)))
                        .findFirst());
    }

    private static final String END = """
            update match_model_training set state = $2, ended_at = clock_timestamp() where id = $1 and state = 'running'
            """;

    /** The training is {@code state}; the item is false when it was given up meanwhile. */
    Uni<Boolean> end(SqlClient client, UUID training, String state) {
        return client.preparedQuery(END).execute(Tuple.of(training, state)).map(rows -> rows.rowCount() == 1);
    }

    private static final String LATEST = """
            select id, version, state, pairs, wanted, made_by, reason, begun_at
              from match_model_training order by begun_at desc, id limit 20
            """;

    /** The latest trainings, the newest first. */
    Uni<List<Shown>> latest(SqlClient client) {
        return client.preparedQuery(LATEST)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Shown(
                                row.getUUID(0),
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5),
                                row.getString(6),
                                row.getOffsetDateTime(7).toInstant()))
                        .toList());
    }

    /** In an order that depends on nothing but what is there; registrations of one number stay together. */
    private static final String SAMPLE = "with " + HeldOutRepository.HELD + """
            select source.organisation,\s""" + IndexRow.COLUMNS + """
              from match_row as m join source_patient as source on source.id = m.source_patient
             where source.confidentiality = 'N' and m.source_patient not in (select source_patient from held)
             order by md5(case when m.verified then m.nhs_number::text else m.source_patient::text end), m.source_patient
             limit $1
            """;

    /** Some thousand registrations at a time, {@code most} in all; {@code transaction} MUST stay open meanwhile. */
    Multi<RowSet<Row>> sample(SqlConnection transaction, int most) {
        return transaction
                .prepare(SAMPLE)
                .map(statement -> statement.cursor(Tuple.of(most)))
                .onItem()
                .transformToMulti(cursor -> pages(cursor));
    }

    private static Multi<RowSet<Row>> pages(Cursor cursor) {
        return Multi.createBy().repeating().uni(() -> cursor.read(PAGE)).whilst(_ -> cursor.hasMore());
    }
}
