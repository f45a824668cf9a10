package care.weald.identity.person;

import care.weald.identity.person.PersonQuestion.ByLocalIdentifier;
import care.weald.identity.person.PersonQuestion.ByNumber;
import care.weald.identity.person.PersonQuestion.ByPerson;
import care.weald.identity.person.PersonQuestion.ByPersons;
import care.weald.identity.person.PersonQuestion.BySourcePatient;
import care.weald.identity.platform.DatabaseConfig;
import care.weald.identity.staff.Nearness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Resolves whom a request is about: one prepared statement, one round trip, found or not. */
@ApplicationScoped
class PersonRepository {

    /**
     * Former links are in an index of their own, which is small; a merged id names its survivor, without an end. Who was
     * removed is not shown, yet what they were known as still counts: a removal never weakens an objection or a restriction.
     */
    private static String who(String which) {
        return """
            select who.*, former.persons, former.begins, former.ends, near.codes
              from (select person.id,
                           person.restricted or bool_or(source.confidentiality <> 'N')
                           or exists (select from person as merged
                                       where merged.merged_into = person.id and merged.restricted)
                           or exists (select from source_patient as away
                                       where away.removed_from = person.id and away.confidentiality <> 'N')
                               as restricted,
                           array_agg(source.organisation order by source.organisation, source.id) as organisations,
                           array_agg(source.id order by source.organisation, source.id) as sources,
                           array_agg(source.active order by source.organisation, source.id) as active
                      from person
                      join link on link.person = person.id and link.valid_to is null
                      join source_patient as source on source.id = link.source_patient
                     where person.id = %s
                     group by person.id) as who
              left join lateral (
                   select array_agg(past.person) as persons, array_agg(past.valid_from) as begins,
                          array_agg(case when other.merged_into = who.id then 'infinity' else past.valid_to end) as ends
                     from (select unnest(who.sources) as id
                           union all
                           select id from source_patient where removed_from = who.id) as own
                     join link as past on past.source_patient = own.id and past.valid_to is not null
                     join person as other on other.id = past.person
                    where past.person <> who.id) as former on true
            """.formatted(which) + Nearness.SQL;
    }

    private static final String BY_NUMBER =
            who("(select person from nhs_number where number = $1::text and state <> 'invalid')");

    private static final String BY_PERSON = who("(select coalesce(merged_into, id) from person where id = $1)");

    private static final String BY_PERSONS = who("any ($1::uuid[])");

    private static final String BY_SOURCE_PATIENT =
            who("(select person from link where source_patient = $1 and valid_to is null)");

    /** An identifier that two persons share leads to neither. */
    private static final String BY_LOCAL_IDENTIFIER = who("""
            (select (array_agg(distinct link.person))[1] from source_patient as named
              join link on link.source_patient = named.id and link.valid_to is null
             where named.identifiers @> array[$1::uuid] having count(distinct link.person) = 1)""");

    private final Pool pool;
    private final Duration timeout;

    PersonRepository(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.timeout = config.readTimeout();
    }

    Uni<Optional<KnownPerson>> byNumber(ByNumber question, Nearness asker) {
        return find(BY_NUMBER, question.number().value(), asker);
    }

    Uni<Optional<KnownPerson>> byPerson(ByPerson question, Nearness asker) {
        return find(BY_PERSON, question.person(), asker);
    }

    Uni<Optional<KnownPerson>> bySourcePatient(BySourcePatient question, Nearness asker) {
        return find(BY_SOURCE_PATIENT, question.sourcePatient(), asker);
    }

    Uni<Optional<KnownPerson>> byLocalIdentifier(ByLocalIdentifier question, Nearness asker) {
        return find(BY_LOCAL_IDENTIFIER, question.identifier(), asker);
    }

    /** Those of the question who are there now, by their ids; whoever is merged into another is not. */
    Uni<Map<UUID, KnownPerson>> byPersons(ByPersons question, Nearness asker) {
        return ask(BY_PERSONS, question.persons().toArray(UUID[]::new), asker).map(rows -> {
            Map<UUID, KnownPerson> found = new HashMap<>();
            rows.forEach(row -> {
                KnownPerson person = person(row.getDelegate());
                found.put(person.id(), person);
            });
            return found;
        });
    }

    private Uni<Optional<KnownPerson>> find(String sql, Object key, Nearness asker) {
        return ask(sql, key, asker)
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(person(rows.iterator().next().getDelegate())));
    }

    private Uni<RowSet<io.vertx.mutiny.sqlclient.Row>> ask(String sql, Object key, Nearness asker) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(key, asker.organisation(), asker.user(), asker.died()))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private static KnownPerson person(Row row) {
        String[] organisations = row.getArrayOfStrings(2);
        UUID[] patients = row.getArrayOfUUIDs(3);
        Boolean[] active = row.getArrayOfBooleans(4);
        List<KnownPerson.Source> sources = new ArrayList<>(patients.length);
        for (int i = 0; i < patients.length; i++) {
            sources.add(new KnownPerson.Source(organisations[i], patients[i], active[i]));
        }
        return new KnownPerson(
                row.getUUID(0), row.getBoolean(1), sources, former(row), List.of(row.getArrayOfStrings(8)));
    }

    private static List<FormerId> former(Row row) {
        UUID[] persons = row.getArrayOfUUIDs(5);
        if (persons == null) {
            return List.of();
        }
        OffsetDateTime[] begins = row.getArrayOfOffsetDateTimes(6);
        OffsetDateTime[] ends = row.getArrayOfOffsetDateTimes(7);
        return FormerId.joined(IntStream.range(0, persons.length)
                .mapToObj(i -> new FormerId(persons[i], begins[i].toInstant(), end(ends[i])))
                .toList());
    }

    private static Instant end(OffsetDateTime end) {
        return end.equals(OffsetDateTime.MAX) ? Instant.MAX : end.toInstant();
    }
}
