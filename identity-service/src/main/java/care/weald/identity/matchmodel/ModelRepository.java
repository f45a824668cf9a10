package care.weald.identity.matchmodel;

import care.weald.identity.match.model.Model;
import care.weald.identity.matchmodel.ModelVersion.People;
import care.weald.identity.matchmodel.ModelVersion.State;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The versions of the match model. */
@ApplicationScoped
class ModelRepository {

    private static final String VERSIONS = """
            select version, state, sha256, training::text as training, metrics::text as metrics, made_by,
                   proposed_by, coalesce(approved_by, '') as approved_by, made_at
              from match_model
            """;

    private static final String ALL = VERSIONS + " order by made_at, version";

    private static final String ONE = VERSIONS + " where version = $1";

    /** All versions, the first made first. */
    Uni<List<ModelVersion>> all(SqlClient client) {
        return client.preparedQuery(ALL)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> version(row.getDelegate()))
                        .toList());
    }

    /** The version of that name. */
    Uni<Optional<ModelVersion>> find(SqlClient client, String version) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(version))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> version(row.getDelegate()))
                        .findFirst());
    }

    private static ModelVersion version(Row row) {
        return new ModelVersion(
                row.getString("version"),
                State.of(row.getString("state")),
                row.getString("sha256"),
                row.getString("training"),
                row.getString("metrics"),
                new People(
                        row.getString("made_by"),
                        Set.of(row.getArrayOfStrings("proposed_by")),
                        row.getString("approved_by")),
                row.getOffsetDateTime("made_at").toInstant());
    }

    private static final String PARAMS = "select params, sha256 from match_model where version = $1";

    /** The bytes of a version, which is there. */
    Uni<StoredModel> stored(SqlClient client, String version) {
        return client.preparedQuery(PARAMS).execute(Tuple.of(version)).map(rows -> {
            Row row = rows.iterator().next().getDelegate();
            return new StoredModel(row.getBuffer(0), row.getString(1));
        });
    }

    private static final String POINTERS = "select state, version from match_model where state in ('active', 'shadow')";

    /** The names of the version in force, and of the one that is tried if there is one. */
    Uni<Map<State, String>> pointers(SqlClient client) {
        return client.preparedQuery(POINTERS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toUnmodifiableMap(
                                row -> State.of(row.getString(0)), row -> row.getString(1))));
    }

    private static final String SHIP = """
            with shipped as (
                   insert into match_model (version, state, params, sha256, training, made_by)
                   select $1, case when exists (select from match_model where state = 'active') then 'draft' else 'active' end,
                          $2, $3, '{"from": "an invented population"}', 'weald'
                   on conflict do nothing
                   returning version, state)
            insert into match_model_activation (version, kind, made_by, organisation, reason)
            select version, 'shipped', 'weald', '', 'The model that is shipped' from shipped where state = 'active'
            """;

    private static final String SUM = "select sha256 from match_model where version = $1";

    /**
     * Sees to it that {@code model}, the one that is shipped, is among the versions: in force where none is, else a draft.
     * The item is false when another model is there by its name; that one stays.
     */
    Uni<Boolean> ship(SqlClient client, Model model) {
        return client.preparedQuery(SHIP)
                .execute(Tuple.of(model.version(), bytes(model), model.sha256()))
                .chain(() -> client.preparedQuery(SUM).execute(Tuple.of(model.version())))
                .map(rows -> rows.iterator().next().getString(0).equals(model.sha256()));
    }

    private static final String STORE = """
            insert into match_model (version, state, params, sha256, training, metrics, made_by)
            values ($1, 'draft', $2, $3, $4::text::jsonb, $5::text::jsonb, $6)
            """;

    /** Keeps {@code model} as a draft. */
    Uni<Void> store(SqlConnection transaction, Model model, String training, String metrics, String madeBy) {
        return transaction
                .preparedQuery(STORE)
                .execute(Tuple.of(model.version(), bytes(model), model.sha256(), training, metrics, madeBy))
                .replaceWithVoid();
    }

    private static Buffer bytes(Model model) {
        return Buffer.buffer(model.toJson().toString().getBytes(StandardCharsets.UTF_8));
    }
}
