package care.weald.consent.attestation;

import care.weald.consent.attestation.TrailClient.Period;
import care.weald.consent.decision.Linked;
import care.weald.consent.decision.Person;
import care.weald.consent.objection.Objection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Which objections are to be probed, what was found, and under which other ids the trail may know whose they are. */
@ApplicationScoped
class ProbeRepository {

    /** Those that were not claimed today, or whose claim came to nothing for a quarter of an hour. */
    private static final String CLAIM = """
            with open as (
                select o.id, o.person from objection o
                where o.state in ('upheld', 'interim') and o.valid_from < $1::timestamptz - interval '10 seconds'
                    and (o.valid_to is null or o.valid_to > $1::timestamptz + interval '1 minute')
                    and not exists (
                        select from probe_claim c where c.objection = o.id and c.day = $2
                            and (c.claimed_at > $1::timestamptz - interval '15 minutes'
                                or exists (select from probe p where p.objection = o.id
                                    and p.at >= ($2::date)::timestamp at time zone 'UTC')))
                order by o.id limit least($3, greatest(0, $4 - (
                    select count(*) from probe_claim where day = $2)::integer))),
            claimed as (
                insert into probe_claim (objection, day, claimed_at) select id, $2, $1 from open
                on conflict (objection, day) do update set claimed_at = excluded.claimed_at
                returning objection)
            select o.id, o.person from claimed c join open o on o.id = c.objection""";

    private static final String TARGETS = """
            select id, person, categories, excepted_organisations from objection
            where id = any($1) and state in ('upheld', 'interim') and valid_from <= $2
                and (valid_to is null or valid_to > $2)""";
    private static final String PARTNERS = """
            select organisation from agreement
            where daterange(valid_from, valid_to, '[]') @> $1::date and not processor and 'TREAT' = any(purposes)
            order by organisation""";

    private static final String STORE = """
            insert into probe (id, at, objection, organisation, role, outcome, reason)
            select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
            on conflict do nothing""";
    private static final String FOUND = """
            select outcome, count(*) as probes, count(distinct role) as roles,
                   array_agg(id::text order by id) filter (where outcome = 'broken') as broken
            from probe where at >= $1 and at < $2 group by outcome""";
    private static final String ROLES = "select count(distinct role) as roles from probe where at >= $1 and at < $2";
    private static final String SEEN = """
            insert into objection_seen (person, seen_at) values ($1, $2)
            on conflict (person) do update set seen_at = excluded.seen_at""";
    private static final String LINK = """
            insert into objection_link (person, linked, from_at, until_at, seen_at)
            select $1::uuid, * from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
            on conflict (person, linked, from_at) do update set until_at = excluded.until_at, seen_at = excluded.seen_at""";

    private final Pool pool;

    ProbeRepository(Pool pool) {
        this.pool = pool;
    }

    /** An objection that is to be probed. */
    record Claimed(UUID objection, UUID person) {}

    /** An objection that is in force, and whose it is. */
    record Target(Objection objection, UUID person) {}

    /** What one probe found. */
    record Result(
            UUID id, Instant at, UUID objection, String organisation, String role, String outcome, String reason) {}

    /** What the probes of a time found; of what showed more than it should, the ids. */
    record Probed(long made, long refused, long held, long failed, long broken, long roles, List<String> violations) {}

    /** Takes the next objections that were not probed today; nobody else gets them for a quarter of an hour. */
    Uni<List<Claimed>> claim(Instant now, int count, int most) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(utc(now), today, count, most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Claimed(row.getUUID("id"), row.getUUID("person")))
                        .toList());
    }

    /** Those of these objections that are in force, by their id. */
    Uni<Map<UUID, Target>> targets(Collection<UUID> objections, Instant now) {
        return pool.preparedQuery(TARGETS)
                .execute(Tuple.of(objections.toArray(UUID[]::new), utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ProbeRepository::target)
                        .collect(Collectors.toMap(one -> one.objection().id(), one -> one)));
    }

    private static Target target(Row row) {
        String[] categories = row.getArrayOfStrings("categories");
        return new Target(
                new Objection(
                        row.getUUID("id"),
                        categories == null ? Set.of() : Set.of(categories),
                        Set.of(row.getArrayOfStrings("excepted_organisations"))),
                row.getUUID("person"));
    }

    /** The partners whose staff may read records for care today. */
    Uni<List<String>> partners(LocalDate today) {
        return pool.preparedQuery(PARTNERS)
                .execute(Tuple.of(today))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("organisation"))
                        .toList());
    }

    Uni<Void> store(List<Result> results) {
        Tuple columns = Tuple.tuple()
                .addArrayOfUUID(results.stream().map(Result::id).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        results.stream().map(one -> utc(one.at())).toArray(OffsetDateTime[]::new))
                .addArrayOfUUID(results.stream().map(Result::objection).toArray(UUID[]::new))
                .addArrayOfString(results.stream().map(Result::organisation).toArray(String[]::new))
                .addArrayOfString(results.stream().map(Result::role).toArray(String[]::new))
                .addArrayOfString(results.stream().map(Result::outcome).toArray(String[]::new))
                .addArrayOfString(results.stream().map(Result::reason).toArray(String[]::new));
        return pool.preparedQuery(STORE).execute(columns).replaceWithVoid();
    }

    /** What was found in a time. */
    Uni<Probed> found(Period period) {
        Tuple time = Tuple.of(utc(period.from()), utc(period.to()));
        return pool.preparedQuery(ROLES)
                .execute(time)
                .chain(roles -> pool.preparedQuery(FOUND).execute(time).map(rows -> {
                    Map<String, Long> counts = StreamSupport.stream(rows.spliterator(), false)
                            .collect(Collectors.toMap(row -> row.getString("outcome"), row -> row.getLong("probes")));
                    List<String> broken = new ArrayList<>();
                    for (Row row : rows) {
                        String[] ids = row.getArrayOfStrings("broken");
                        broken.addAll(ids == null ? List.of() : List.of(ids));
                    }
                    return new Probed(
                            counts.values().stream().mapToLong(Long::longValue).sum(),
                            counts.getOrDefault("refused", 0L),
                            counts.getOrDefault("held", 0L),
                            counts.getOrDefault("failed", 0L),
                            counts.getOrDefault("broken", 0L),
                            roles.iterator().next().getLong("roles"),
                            broken);
                }));
    }

    /** Keeps under which other ids somebody is known, as identity-service says now. */
    Uni<Void> saw(UUID person, Person now, Instant at) {
        List<Linked> others = others(person, now);
        Tuple links = Tuple.tuple()
                .addUUID(person)
                .addArrayOfUUID(others.stream().map(Linked::person).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        others.stream().map(one -> utc(one.from())).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                        others.stream().map(ProbeRepository::end).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(others.stream().map(one -> utc(at)).toArray(OffsetDateTime[]::new));
        return pool.withTransaction(connection -> connection
                .preparedQuery(SEEN)
                .execute(Tuple.of(person, utc(at)))
                .chain(() -> connection.preparedQuery(LINK).execute(links))
                .replaceWithVoid());
    }

    /** The others of the token, and the id that it is about where the objector's own was merged into that. */
    private static List<Linked> others(UUID person, Person now) {
        List<Linked> others = new ArrayList<>(now.persons().stream()
                .filter(one -> !one.person().equals(person))
                .toList());
        now.persons().stream()
                .filter(one -> one.person().equals(person))
                .forEach(one -> others.add(new Linked(now.id(), one.from(), one.until())));
        return others;
    }

    private static OffsetDateTime end(Linked one) {
        Instant until = one.until();
        return until == null ? OffsetDateTime.MAX : utc(until);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
