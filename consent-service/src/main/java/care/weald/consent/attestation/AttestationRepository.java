package care.weald.consent.attestation;

import care.weald.consent.objection.Objection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What attestations are made of, and attestations as stored: only ever added to. */
@ApplicationScoped
class AttestationRepository {

    private static final String PAGE = """
            select d.at, d.id, d.organisation, d.facts, o.id as objection, o.categories, o.excepted_organisations
            from decision_log d
            join objection o on o.person = d.person and o.state in ('upheld', 'interim')
                and o.valid_from + make_interval(secs => $2) <= d.at and (o.valid_to is null or o.valid_to > d.at)
            where d.at < $1 and d.at >= $3 and d.interaction in ('demographics', 'read', 'search', 'record', 'everything')
                and d.subject <> 'urn:weald:probe'
                and (d.at, d.id, o.id) > ($3, $4, $5)
            order by d.at, d.id, o.id limit $6""";
    private static final String IN_FORCE = """
            select count(*) as objections from objection
            where state in ('upheld', 'interim') and valid_from < $2 and (valid_to is null or valid_to > $1)""";
    private static final String STORE = """
            insert into attestation (id, from_at, to_at, made_at, green, signed, keys, complete, violations)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (from_at, to_at) do nothing""";
    private static final String LIST = """
            select id, from_at, to_at, made_at, green, signed, keys, complete, violations from attestation order by to_at desc limit $1""";

    private static final String ATTESTED = """
            select to_at from attestation
            where from_at = date_trunc('day', from_at, 'UTC') and to_at = from_at + interval '1 day'
                and to_at >= $1 order by to_at""";

    private final Pool pool;

    AttestationRepository(Pool pool) {
        this.pool = pool;
    }

    /** A decision about somebody, and an objection of that person that was in force then. */
    record Met(Instant at, UUID decision, String organisation, String content, Objection objection) {}

    /**
     * An attestation as stored.
     *
     * @param outcome what it comes to
     */
    record Stored(UUID id, Instant from, Instant to, Instant madeAt, Outcome outcome, String signed, String keys) {

        boolean green() {
            return outcome.violations() == 0;
        }
    }

    /** How often more was shown than an objection leaves, and whether all that is wanted was looked at. */
    record Outcome(int violations, boolean complete) {}

    /** The next of those before {@code to}, after {@code last}. */
    Uni<List<Met>> page(Instant to, Duration grace, Met last, int count) {
        Tuple parameters = Tuple.tuple()
                .addOffsetDateTime(to.atOffset(ZoneOffset.UTC))
                .addDouble(grace.toMillis() / 1_000.0)
                .addOffsetDateTime(last.at().atOffset(ZoneOffset.UTC))
                .addUUID(last.decision())
                .addUUID(last.objection().id())
                .addInteger(count);
        return pool.preparedQuery(PAGE)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AttestationRepository::met)
                        .toList());
    }

    private static Met met(Row row) {
        String[] categories = row.getArrayOfStrings("categories");
        return new Met(
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("id"),
                row.getString("organisation"),
                row.getString("facts"),
                new Objection(
                        row.getUUID("objection"),
                        categories == null ? Set.of() : Set.of(categories),
                        Set.of(row.getArrayOfStrings("excepted_organisations"))));
    }

    /** How many objections were in force at any moment of a time. */
    Uni<Long> objections(Instant from, Instant to) {
        return pool.preparedQuery(IN_FORCE)
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("objections"));
    }

    /** Stores one, unless another replica has for the same time. */
    Uni<Void> store(Stored made) {
        Tuple row = Tuple.tuple()
                .addUUID(made.id())
                .addOffsetDateTime(made.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(made.to().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(made.madeAt().atOffset(ZoneOffset.UTC))
                .addBoolean(made.green())
                .addString(made.signed())
                .addString(made.keys())
                .addBoolean(made.outcome().complete())
                .addInteger(made.outcome().violations());
        return pool.preparedQuery(STORE).execute(row).replaceWithVoid();
    }

    /** The ends of the whole days (UTC) that are attested, since a moment. */
    Uni<Set<Instant>> attested(Instant since) {
        return pool.preparedQuery(ATTESTED)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getOffsetDateTime("to_at").toInstant())
                        .collect(Collectors.toSet()));
    }

    /** The latest ones. */
    Uni<List<Stored>> latest(int count) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(count))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Stored(
                                row.getUUID("id"),
                                row.getOffsetDateTime("from_at").toInstant(),
                                row.getOffsetDateTime("to_at").toInstant(),
                                row.getOffsetDateTime("made_at").toInstant(),
                                new Outcome(
                                        row.getBoolean("green")
                                                ? row.getInteger("violations")
                                                : Math.max(1, row.getInteger("violations")),
                                        row.getBoolean("complete")),
                                row.getString("signed"),
                                row.getString("keys")))
                        .toList());
    }
}
