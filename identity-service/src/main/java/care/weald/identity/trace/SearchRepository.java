package care.weald.identity.trace;

import care.weald.identity.index.Restriction;
import care.weald.identity.match.compare.Soundex;
import care.weald.identity.patient.PersonSources;
import care.weald.identity.patient.PersonSources.Source;
import care.weald.identity.patient.SourceRow;
import care.weald.identity.platform.DatabaseConfig;
import care.weald.identity.trace.Criteria.Name;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds people and what their Patients are put together from, in one round trip, found or not. */
@ApplicationScoped
class SearchRepository {

    private static final String BY_NUMBER = """
            select link.source_patient from nhs_number
              join link on link.person = nhs_number.person and link.valid_to is null
             where nhs_number.number = $1::text and nhs_number.state <> 'invalid'
            """;

    private static final String BY_LOCAL =
            "select id as source_patient from source_patient where identifiers @> array[$1::uuid]";

    private static final String BY_PERSON = """
            select link.source_patient from link
             where link.person = (select coalesce(merged_into, id) from person where id = $1) and link.valid_to is null
            """;

    private static final String BY_NAME = """
            select source_patient from search_name
             where birth_date between $5 and $6 and family >= $1 and family < $1::text || chr(1114111) and (not former or $13)
            """;

    private static final String BY_SOUND = """
            select source_patient from search_name
             where birth_date between $5 and $6 and sound = $1 and (not former or $13)
            """;

    private static final String PEOPLE = """
            select\s""" + SourceRow.COLUMNS + """
                   , shown.id, shown.closed,
                   (select number from nhs_number where person = shown.id and state = 'current')::text, shown.hits
              from shown
              join link on link.person = shown.id and link.valid_to is null
              join source_patient as source on source.id = link.source_patient
             order by shown.id, source.id
            """;

    /** $1 were found by keys that tell no place, $2 by such keys alone: nobody restricted is among those. */
    private static final String BY_HITS = """
            with hit as (
              select link.person, array_agg(asked.source order by asked.source) as every,
                     array_agg(asked.source order by asked.source) filter (where asked.own) as own
                from (select source, true as own from unnest($1::uuid[]) as source
                      union all select source, false from unnest($2::uuid[]) as source) as asked
                join link on link.source_patient = asked.source and link.valid_to is null
               group by link.person),
            shown as (
              select person.id, closed.closed, case when closed.closed then hit.own else hit.every end as hits
                from hit join person on person.id = hit.person
                cross join lateral (select\s""" + Restriction.OF_PERSON + """
                   as closed) as closed
               where hit.own is not null or not closed.closed)
            """ + PEOPLE;

    /** Whoever is restricted is passed over where a place is asked for: $12. One more than $14 tells that there are more. */
    private static final String SHOWN = """
            , hit as (
              select distinct link.person
                from found
                join match_row as m on m.source_patient = found.source_patient
                join link on link.source_patient = m.source_patient and link.valid_to is null
               where ($2 = '' or exists (select from unnest(m.families) as name
                                          where $4 and name = $2 or not $4 and starts_with(name, $2))
                      or $15 and $16 in (select sound from search_name as own
                                          where own.source_patient = m.source_patient))
                 and ($3 = '' or exists (select from unnest(m.given) as name
                                          where $4 and name = $3 or not $4 and starts_with(name, $3))
                      or $15 and $17 = any (m.given_sounds))
                 and m.birth_date between $5 and $6
                 and ($7 = '' or m.sex = $7)
                 and ($8 = '' or exists (select from unnest(m.postcodes || case when $13 then m.previous_postcodes end)
                                                  as code where starts_with(code, $8)))
                 and ($9 = 0 or $9 = any (m.phones))
                 and ($10 = '' or $10 = any (m.emails))
                 and ($11::boolean is null
                      or $11 = (select active from source_patient where id = m.source_patient))),
            shown as (
              select person.id, closed.closed, null::uuid[] as hits
                from hit join person on person.id = hit.person
                cross join lateral (select\s""" + Restriction.OF_PERSON + """
                   as closed) as closed
               where not ($12 and closed.closed)
               order by person.id
               limit $14 + 1)
            """ + PEOPLE;

    private static final int HITS = 3;

    private final Pool pool;
    private final Duration timeout;

    SearchRepository(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.timeout = config.readTimeout();
    }

    /** Whoever fits {@code criteria}, one more than asked for at most. */
    Uni<List<PersonSources>> find(Criteria criteria) {
        return pool.preparedQuery("with found as (" + found(criteria) + ")" + SHOWN)
                .execute(Tuple.from(values(criteria)))
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(SearchRepository::people);
    }

    /**
     * Somebody one of whose records was hit.
     *
     * @param hits those of the records by which this person may be found, by id
     */
    record Hit(PersonSources person, List<UUID> hits) {

        Hit {
            hits = List.copyOf(hits);
        }
    }

    /** Whose records {@code own} and {@code placed} are; nobody restricted for the latter, which only a place has led to. */
    Uni<List<Hit>> byHits(UUID[] own, UUID[] placed) {
        return pool.preparedQuery(BY_HITS).execute(Tuple.of(own, placed)).map(SearchRepository::hits);
    }

    private static List<Hit> hits(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        Map<UUID, List<UUID>> hits = new HashMap<>();
        rows.forEach(row -> hits.put(
                row.getUUID(SourceRow.WIDTH), List.of(row.getDelegate().getArrayOfUUIDs(SourceRow.WIDTH + HITS))));
        return people(rows).stream()
                .map(person -> new Hit(person, hits.getOrDefault(person.person(), List.of())))
                .toList();
    }

    private static String found(Criteria criteria) {
        if (criteria.number().isPresent()) {
            return BY_NUMBER;
        }
        if (criteria.local().isPresent()) {
            return BY_LOCAL;
        }
        if (criteria.person().isPresent()) {
            return BY_PERSON;
        }
        return criteria.ways().fuzzy() ? BY_SOUND : BY_NAME;
    }

    private static Object key(Criteria criteria) {
        Optional<Object> key = criteria.number()
                .<Object>map(number -> number)
                .or(criteria::local)
                .or(criteria::person);
        String family = criteria.name().family();
        return key.orElseGet(() -> criteria.ways().fuzzy() ? (Object) Soundex.of(family.replace(" ", "")) : family);
    }

    private static List<@Nullable Object> values(Criteria criteria) {
        Name name = criteria.name();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(key(criteria));
        values.addAll(List.of(name.family(), name.given(), name.exact()));
        values.addAll(List.of(name.born().first(), name.born().last(), name.sex()));
        values.addAll(List.of(
                criteria.place().postcode(),
                criteria.place().phone(),
                criteria.place().email()));
        values.add(criteria.active().orElse(null));
        values.add(criteria.place().isAsked());
        values.addAll(List.of(
                criteria.ways().former(),
                criteria.ways().most(),
                criteria.ways().fuzzy()));
        values.add(Soundex.of(name.family().replace(" ", "")));
        values.add(Soundex.of(name.given()));
        return values;
    }

    private static List<PersonSources> people(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        Map<UUID, PersonSources> people = new LinkedHashMap<>();
        for (io.vertx.mutiny.sqlclient.Row each : rows) {
            Row row = each.getDelegate();
            UUID person = row.getUUID(SourceRow.WIDTH);
            PersonSources one = new PersonSources(
                    person,
                    Optional.ofNullable(row.getString(SourceRow.WIDTH + 2)),
                    row.getBoolean(SourceRow.WIDTH + 1) ? "R" : "N",
                    List.of(SourceRow.read(row, 0)));
            people.merge(person, one, SearchRepository::and);
        }
        return List.copyOf(people.values());
    }

    private static PersonSources and(PersonSources one, PersonSources more) {
        List<Source> sources = new ArrayList<>(one.sources());
        sources.addAll(more.sources());
        return new PersonSources(one.person(), one.nhsNumber(), one.confidentiality(), sources);
    }
}
