package care.weald.consent.attestation;

import care.weald.consent.attestation.Standing.Link;
import care.weald.consent.attestation.TrailClient.Period;
import care.weald.consent.objection.Objection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The objections in force in a time, under every id that their people are known to have. */
@ApplicationScoped
class StandingRepository {

    private static final String PAGE = """
            select id, person, categories, excepted_organisations, lodged_at, valid_from, valid_to from objection
            where state in ('upheld', 'interim') and valid_from < $2 and (valid_to is null or valid_to > $1) and id > $3
            order by id limit $4""";
    private static final String LINKS =
            "select person, linked, from_at, until_at from objection_link where person = any($1)";
    private static final String UNSEEN = """
            select count(*) filter (where s.person is null) as unknown, count(*) as objections,
                   count(*) filter (where not exists (
                       select from probe p where p.objection = o.id and p.at >= $1 and p.at < $2)) as unprobed
            from objection o left join objection_seen s on s.person = o.person and s.seen_at >= $1
            where o.state in ('upheld', 'interim') and o.valid_from < $2 and (o.valid_to is null or o.valid_to > $1)""";
    private static final String UNKEPT = """
            select count(*) as missing from unnest($1::uuid[], $2::timestamptz[]) as d(id, at)
            where not exists (select from decision_log l where l.at = d.at and l.id = d.id)""";

    private final Pool pool;

    StandingRepository(Pool pool) {
        this.pool = pool;
    }

    /** Of how many objections the other ids were not asked for, and how many were not probed. */
    record Unseen(long objections, long unknown, long unprobed) {}

    /** The next objections after this id. */
    Uni<List<Standing>> page(Period period, UUID after, int count) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(utc(period.from()), utc(period.to()), after, count))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(StandingRepository::standing)
                        .toList())
                .chain(page -> links(page)
                        .map(links -> page.stream()
                                .map(one -> one.with(links.getOrDefault(one.person(), List.of())))
                                .toList()));
    }

    private Uni<Map<UUID, List<Link>>> links(List<Standing> page) {
        return pool.preparedQuery(LINKS)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(page.stream().map(Standing::person).toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, List<Link>> links = new HashMap<>();
                    for (Row row : rows) {
                        links.computeIfAbsent(row.getUUID("person"), none -> new ArrayList<>())
                                .add(new Link(
                                        row.getUUID("linked"),
                                        row.getOffsetDateTime("from_at").toInstant(),
                                        instant(row, "until_at")));
                    }
                    return links;
                });
    }

    /** What could not be looked at of the objections in force in a time. */
    Uni<Unseen> unseen(Period period) {
        return pool.preparedQuery(UNSEEN)
                .execute(Tuple.of(utc(period.from()), utc(period.to())))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Unseen(row.getLong("objections"), row.getLong("unknown"), row.getLong("unprobed"));
                });
    }

    /** How many of these decisions this service has not kept. */
    Uni<Long> unkept(Map<UUID, Instant> decisions) {
        List<Map.Entry<UUID, Instant>> all = List.copyOf(decisions.entrySet());
        Tuple parameters = Tuple.tuple()
                .addArrayOfUUID(all.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        all.stream().map(one -> utc(one.getValue())).toArray(OffsetDateTime[]::new));
        return pool.preparedQuery(UNKEPT)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getLong("missing"));
    }

    private static Standing standing(Row row) {
        String[] categories = row.getArrayOfStrings("categories");
        return new Standing(
                new Objection(
                        row.getUUID("id"),
                        categories == null ? Set.of() : Set.of(categories),
                        Set.of(row.getArrayOfStrings("excepted_organisations"))),
                row.getUUID("person"),
                instant(row, "lodged_at"),
                row.getOffsetDateTime("valid_from").toInstant(),
                instant(row, "valid_to"),
                List.of());
    }

    private static @Nullable Instant instant(Row row, String name) {
        OffsetDateTime value = row.getOffsetDateTime(name);
        return value == null || value.equals(OffsetDateTime.MAX) ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
