package care.weald.record.seen;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What answers rested on, as stored: only ever added to, until it is too old. */
@ApplicationScoped
class SeenRepository {

    private final Pool pool;

    SeenRepository(Pool pool) {
        this.pool = pool;
    }

    private static final String STORE = """
            insert into seen_answer (at, request, subject, organisation, person, source_patients, question, terms, snapshot,
                standing)
            select at, request, subject, organisation, person, source_patients::uuid[], question, terms, snapshot, standing
            from unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::text[])
                as row(at, request, subject, organisation, person, source_patients, question, terms, snapshot, standing)
            """;

    /** On a connection of its own, so that no read waits behind it. */
    Uni<Void> store(List<Shown> group) {
        Tuple columns = Tuple.tuple()
                .addArrayOfOffsetDateTime(group.stream()
                        .map(one -> one.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfUUID(group.stream().map(Shown::request).toArray(UUID[]::new))
                .addArrayOfString(group.stream().map(Shown::subject).toArray(String[]::new))
                .addArrayOfString(group.stream().map(Shown::organisation).toArray(String[]::new))
                .addArrayOfUUID(group.stream().map(one -> one.permit().person()).toArray(UUID[]::new))
                .addArrayOfString(group.stream().map(SeenRepository::patients).toArray(String[]::new))
                .addArrayOfString(group.stream().map(Shown::question).toArray(String[]::new))
                .addArrayOfString(
                        group.stream().map(one -> Terms.of(one.permit())).toArray(String[]::new))
                .addArrayOfString(group.stream().map(Shown::snapshot).toArray(String[]::new))
                .addArrayOfString(group.stream().map(Shown::standing).toArray(String[]::new));
        return pool.withConnection(
                connection -> connection.preparedQuery(STORE).execute(columns).replaceWithVoid());
    }

    private static String patients(Shown shown) {
        return shown.permit()
                .sourcePatients()
                .toString()
                .replace('[', '{')
                .replace(']', '}')
                .replace(" ", "");
    }

    private static final String FIND = """
            select at, request, subject, organisation, person, source_patients, question, terms, snapshot, standing
            from seen_answer
            where request = $1 and (person = $2 or source_patients && $3::uuid[])
            order by abs(extract(epoch from at - $4::timestamptz)) limit 1
            """;

    /** What the answer to a request rested on: of several about the person, the one nearest to {@code moment}. */
    Uni<Optional<Shown>> find(UUID request, UUID person, List<UUID> sourcePatients, Instant moment) {
        return pool.preparedQuery(FIND)
                .execute(
                        Tuple.of(request, person, sourcePatients.toArray(UUID[]::new), moment.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SeenRepository::shown)
                        .findFirst());
    }

    private static Shown shown(Row row) {
        return new Shown(
                row.getOffsetDateTime(0).toInstant(),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                Terms.read(row.getString(7), row.getUUID(4), Arrays.asList(row.getArrayOfUUIDs(5))),
                row.getString(6),
                row.getString(8),
                row.getString(9));
    }

    private static final String FORGET = "delete from seen_answer where at < $1";

    /** Drops what is older than {@code moment}. */
    Uni<Void> forget(Instant moment) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(moment.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
