package care.weald.consent.matrix;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Versions of the matrix as stored. That two people bring one into force is a rule of the database too. */
@ApplicationScoped
public class MatrixVersionRepository {

    private static final String UNIQUE = "23505";
    private static final String DRAFT = """
            insert into access_matrix (version, state, purposes, drafted_by, drafted_at, reason)
            values ($1, 'draft', $2, $3, $4, $5)""";
    private static final String ROLE = "insert into role_code (matrix, code, role_group) values ($1, $2, $3)";
    private static final String CELL = """
            insert into access_level (matrix, category, role_group, facet, condition, level)
            values ($1, $2, $3, $4, $5, $6)""";
    private static final String LABEL = "insert into label_rule (matrix, label, role_group) values ($1, $2, $3)";
    private static final String STATE = """
            select version, state, drafted_by, drafted_at, reason, approved_by, approved_at, approval, activated_by,
                   activation, active_from, active_to
            from access_matrix\s""";
    private static final String LIST = STATE + "order by coalesce(drafted_at, active_from), version";
    private static final String LOCK = STATE + "where version = $1 for update";
    private static final String APPROVE =
            "update access_matrix set state = 'approved', approved_by = $2, approved_at = $3, approval = $4"
                    + " where version = $1";

    /** Everybody who switches waits for one another at the version in force. */
    private static final String RETIRE =
            "update access_matrix set state = 'retired', active_to = $1 where state = 'active'";

    private static final String ACTIVATE =
            "update access_matrix set state = 'active', active_from = $2, activated_by = $3, activation = $4"
                    + " where version = $1";

    private final Pool pool;

    MatrixVersionRepository(Pool pool) {
        this.pool = pool;
    }

    /** One version, with who did what to it and when. */
    public record Version(
            String version,
            String state,
            String draftedBy,
            @Nullable Instant draftedAt,
            String reason,
            String approvedBy,
            @Nullable Instant approvedAt,
            String approval,
            String activatedBy,
            String activation,
            @Nullable Instant activeFrom,
            @Nullable Instant activeTo) {}

    /** Who does something, when, and why. */
    public record By(String subject, Instant at, String reason) {}

    /** What becomes of a change. */
    public sealed interface Changed {

        /** It is done. */
        record Done() implements Changed {}

        /** A rule speaks against it, by its id. */
        record Refused(String rule) implements Changed {}

        /** There is no such version. */
        record Missing() implements Changed {}
    }

    /** All versions, the oldest first. */
    public Uni<List<Version>> list() {
        return pool.preparedQuery(LIST)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(MatrixVersionRepository::read)
                        .toList());
    }

    /** Stores a draft; one of a name that is taken is refused. */
    public Uni<Changed> draft(MatrixContent content, String by, Instant at, String reason) {
        Tuple row = Tuple.of(
                content.version(),
                content.purposes().stream().sorted().toArray(String[]::new),
                by,
                at.atOffset(ZoneOffset.UTC),
                reason);
        return pool.withTransaction(connection -> connection
                        .preparedQuery(DRAFT)
                        .execute(row)
                        .chain(() -> batch(connection, ROLE, roles(content)))
                        .chain(() -> batch(connection, CELL, cells(content)))
                        .chain(() -> batch(connection, LABEL, labels(content))))
                .replaceWith(() -> (Changed) new Changed.Done())
                .onFailure(MatrixVersionRepository::isTaken)
                .recoverWithItem(new Changed.Refused("taken"));
    }

    private static Uni<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    private static List<Tuple> roles(MatrixContent content) {
        return content.roleGroupOf().entrySet().stream()
                .map(role -> Tuple.of(content.version(), role.getKey(), role.getValue()))
                .toList();
    }

    private static List<Tuple> cells(MatrixContent content) {
        return content.cells().stream()
                .map(cell -> Tuple.of(
                        content.version(),
                        cell.category(),
                        cell.roleGroup(),
                        cell.facet(),
                        cell.condition(),
                        cell.level().code()))
                .toList();
    }

    private static List<Tuple> labels(MatrixContent content) {
        return content.labelGroups().entrySet().stream()
                .flatMap(label ->
                        label.getValue().stream().map(group -> Tuple.of(content.version(), label.getKey(), group)))
                .toList();
    }

    /** Approves a draft, by somebody who did not draft it. */
    public Uni<Changed> approve(String version, By by) {
        return pool.withTransaction(connection -> locked(connection, version)
                .chain(found -> found.map(stands -> !stands.state().equals("draft")
                                ? refused("state")
                                : stands.draftedBy().equals(by.subject())
                                        ? refused("two-people")
                                        : connection
                                                .preparedQuery(APPROVE)
                                                .execute(Tuple.of(
                                                        version,
                                                        by.subject(),
                                                        by.at().atOffset(ZoneOffset.UTC),
                                                        by.reason()))
                                                .replaceWith(() -> (Changed) new Changed.Done()))
                        .orElseGet(MatrixVersionRepository::missing)));
    }

    /**
     * Puts an approved version in force; the one before it is retired at the same moment. Of several at once one is; the
     * others find that things stand otherwise.
     */
    public Uni<Changed> activate(String version, By by) {
        OffsetDateTime moment = by.at().atOffset(ZoneOffset.UTC);
        return pool.withTransaction(connection -> locked(connection, version)
                        .chain(found -> found.map(stands -> !stands.state().equals("approved")
                                        ? refused("state")
                                        : connection
                                                .preparedQuery(RETIRE)
                                                .execute(Tuple.of(moment))
                                                .chain(() -> connection
                                                        .preparedQuery(ACTIVATE)
                                                        .execute(Tuple.of(version, moment, by.subject(), by.reason())))
                                                .replaceWith(() -> (Changed) new Changed.Done()))
                                .orElseGet(MatrixVersionRepository::missing)))
                .onFailure(MatrixVersionRepository::isTaken)
                .recoverWithItem(new Changed.Refused("state"));
    }

    private static Uni<Optional<Version>> locked(SqlClient connection, String version) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(version))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    private static Uni<Changed> refused(String rule) {
        return Uni.createFrom().item(new Changed.Refused(rule));
    }

    private static Uni<Changed> missing() {
        return Uni.createFrom().item(new Changed.Missing());
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException refused && UNIQUE.equals(refused.getSqlState());
    }

    private static Version read(Row row) {
        return new Version(
                row.getString("version"),
                row.getString("state"),
                row.getString("drafted_by"),
                instant(row, "drafted_at"),
                row.getString("reason"),
                row.getString("approved_by"),
                instant(row, "approved_at"),
                row.getString("approval"),
                row.getString("activated_by"),
                row.getString("activation"),
                instant(row, "active_from"),
                instant(row, "active_to"));
    }

    private static @Nullable Instant instant(Row row, String name) {
        OffsetDateTime value = row.getOffsetDateTime(name);
        return value == null ? null : value.toInstant();
    }
}
