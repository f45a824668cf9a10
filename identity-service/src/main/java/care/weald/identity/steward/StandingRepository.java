package care.weald.identity.steward;

import care.weald.identity.link.LinkLocks;
import care.weald.identity.steward.PersonName.ById;
import care.weald.identity.steward.PersonName.ByLocalIdentifier;
import care.weald.identity.steward.PersonName.ByNumber;
import care.weald.identity.steward.Standing.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** How persons stand, and the locks that keep it so. */
@ApplicationScoped
class StandingRepository {

    private static final String BY_NUMBER =
            "select person from nhs_number where number = $1::text and state <> 'invalid'";

    /** An identifier that two persons share leads to neither. */
    private static final String BY_LOCAL_IDENTIFIER = """
            select (array_agg(distinct link.person))[1] from source_patient as named
              join link on link.source_patient = named.id and link.valid_to is null
             where named.identifiers @> array[$1::uuid] having count(distinct link.person) = 1
            """;

    /** The person of {@code name}, merged or not; an id is taken as it is. */
    Uni<Optional<UUID>> find(SqlClient client, PersonName name) {
        return switch (name) {
            case ById id -> Uni.createFrom().item(Optional.of(id.person()));
            case ByNumber number -> find(client, BY_NUMBER, number.number().value());
            case ByLocalIdentifier local -> find(client, BY_LOCAL_IDENTIFIER, local.identifier());
        };
    }

    private static Uni<Optional<UUID>> find(SqlClient client, String sql, Object key) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(key))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .findFirst());
    }

    private static final String STANDINGS = """
            select person.id, person.status = 'merged' as merged,
                   person.restricted or coalesce(own.labelled, false)
                   or exists (select from person as merged where merged.merged_into = person.id and merged.restricted)
                   or exists (select from source_patient as away
                               where away.removed_from = person.id and away.confidentiality <> 'N') as restricted,
                   (select number from nhs_number where nhs_number.person = person.id and state = 'current')::text
                       as current,
                   array(select number::text from nhs_number where nhs_number.person = person.id order by 1) as numbers,
                   coalesce(own.ids, '{}') as ids, coalesce(own.organisations, '{}') as organisations,
                   array(select away.id from source_patient as away where away.removed_from = person.id) as removed,
                   array(select distinct source.organisation
                           from link join source_patient as source on source.id = link.source_patient
                          where link.person = coalesce(person.merged_into, person.id) and link.valid_to is null
                            and source.active) as holders
              from person
              left join lateral (select array_agg(source.id order by source.id) as ids,
                                        array_agg(source.organisation order by source.id) as organisations,
                                        bool_or(source.confidentiality <> 'N') as labelled
                                   from link join source_patient as source on source.id = link.source_patient
                                  where link.person = person.id and link.valid_to is null) as own on true
             where person.id = any($1)
            """;

    /** How {@code persons} stand; those who are not there are left out. */
    Uni<Map<UUID, Standing>> standings(SqlClient client, Set<UUID> persons) {
        return client.preparedQuery(STANDINGS)
                .execute(Tuple.of(persons.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> standing(row.getDelegate()))
                        .collect(Collectors.toUnmodifiableMap(Standing::person, Function.identity())));
    }

    private static Standing standing(Row row) {
        return new Standing(
                row.getUUID("id"),
                row.getBoolean("merged"),
                row.getBoolean("restricted"),
                Optional.ofNullable(row.getString("current")),
                List.of(row.getArrayOfStrings("numbers")),
                sources(row),
                List.of(row.getArrayOfUUIDs("removed")),
                Set.of(row.getArrayOfStrings("holders")));
    }

    /** The source patients in the columns {@code ids} and {@code organisations}. */
    private static List<Source> sources(Row row) {
        UUID[] ids = row.getArrayOfUUIDs("ids");
        String[] organisations = row.getArrayOfStrings("organisations");
        return IntStream.range(0, ids.length)
                .mapToObj(i -> new Source(ids[i], organisations[i]))
                .toList();
    }

    /**
     * How {@code persons} stand, and stay until {@code transaction} ends: no feed and no other steward can change their
     * links. Fails with {@link Moved} when somebody linked more to them while this one waited.
     */
    Uni<Map<UUID, Standing>> settled(SqlConnection transaction, Set<UUID> persons) {
        return standings(transaction, persons).chain(before -> {
            Set<Long> held = keys(before);
            return LinkLocks.lock(transaction, held.stream().mapToLong(Long::longValue))
                    .chain(() -> standings(transaction, persons))
                    .invoke(now -> {
                        if (!held.containsAll(keys(now))) {
                            throw new Moved();
                        }
                    });
        });
    }

    private static Set<Long> keys(Map<UUID, Standing> persons) {
        return persons.values().stream().flatMapToLong(Standing::keys).boxed().collect(Collectors.toUnmodifiableSet());
    }

    /** The persons changed before they could be locked; trying again helps. */
    static final class Moved extends RuntimeException {

        Moved() {
            super("moved", null, false, false);
        }
    }

    private static final String SEALED = """
            select exists (select from no_link
                            where sealed and ended_at is null
                              and (a = any($1) and b = any($2) or a = any($2) and b = any($1)))
            """;

    private static final String PARTED = """
            select exists (select from no_link
                            where ended_at is null and (a = any($1) and b = any($2) or a = any($2) and b = any($1)))
            """;

    /** True when any negative link stands between the two. */
    Uni<Boolean> isParted(SqlClient client, Standing one, Standing other) {
        return client.preparedQuery(PARTED)
                .execute(Tuple.of(one.ids().toArray(UUID[]::new), other.ids().toArray(UUID[]::new)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** True when a sealed negative link stands between the two. */
    Uni<Boolean> isSealed(SqlClient client, Standing one, Standing other) {
        return client.preparedQuery(SEALED)
                .execute(Tuple.of(one.ids().toArray(UUID[]::new), other.ids().toArray(UUID[]::new)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
