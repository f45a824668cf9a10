package care.weald.identity.index;

import care.weald.identity.index.BlockRepository.Met;
import care.weald.identity.index.BlockRepository.Sought;
import care.weald.identity.match.Candidate;
import care.weald.identity.match.Demographics;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.Sieve;
import care.weald.identity.match.compare.Profile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Finds the records that share a block key: by their sketches, and then the rows of the few that are left. */
@ApplicationScoped
public class CandidateRepository {

    private final BlockRepository blocks;

    CandidateRepository(BlockRepository blocks) {
        this.blocks = blocks;
    }

    /** A record that might be the one asked for. */
    public record Near(UUID source, Candidate candidate) {}

    /**
     * A record that may be the one asked for.
     *
     * @param own one of the keys shared tells no place; only by such a key may somebody restricted be found
     * @param compared what {@link IndexRow} reads
     */
    public record Hit(UUID source, boolean own, String compared) {

        @Override
        public String toString() {
            return "Hit[***]";
        }
    }

    private static final String MET = """
            (select id, true as own from unnest($1::uuid[]) as id
             union all select id, false from unnest($2::uuid[]) as id) as met
            """;

    private static final String HITS = "select m.source_patient, met.own, " + IndexRow.COLUMNS + " from " + MET + """
              join match_row as m on m.source_patient = met.id
            """;

    /** Nobody restricted is found by a key that tells a place. */
    private static final String NEAR = "select m.source_patient, link.person, closed.closed, " + IndexRow.COLUMNS
            + " from " + MET + """
              join match_row as m on m.source_patient = met.id
              join link on link.source_patient = m.source_patient and link.valid_to is null
              join person on person.id = link.person
              cross join lateral (select\s""" + Restriction.OF_PERSON + """
                   as closed) as closed
             where (met.own or not closed.closed)
               and (link.id < $3 or not (""" + Loneliness.OF_LINK + """
                    ))
             order by m.source_patient
            """;

    /**
     * All records that share a key with {@code asked} and may be the same, restricted or not, in any order: none may be shown
     * on that alone. Asked in two round trips, whether there are any or not.
     */
    public Uni<List<Hit>> hits(SqlClient client, Matcher matcher, Demographics asked) {
        return blocks.meet(client, List.of(new Sought(asked, NOBODY, sieve(matcher, asked))))
                .map(List::getFirst)
                .chain(met -> client.preparedQuery(HITS).execute(Tuple.of(array(met.own()), array(met.placed()))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getDelegate())
                        .map(row -> new Hit(row.getUUID(0), row.getBoolean(1), row.getString(2)))
                        .toList());
    }

    private static Supplier<Sieve> sieve(Matcher matcher, Demographics asked) {
        return () -> matcher.sieve(Profile.of(asked));
    }

    private static final UUID NOBODY = new UUID(0, 0);
    private static final long EVERY = Long.MAX_VALUE;

    /**
     * A record that is asked about.
     *
     * @param but the source patient it is of
     * @param before the link that it has: of those made later only the ones whose registrations do not ask themselves count
     */
    public record Asked(Demographics about, UUID but, long before) {

        /** Everybody is asked for. */
        public Asked(Demographics about, UUID but) {
            this(about, but, EVERY);
        }

        @Override
        public String toString() {
            return "Asked[***]";
        }
    }

    /** Whoever but {@code but} shares a key with {@code asked}. */
    public Uni<List<Near>> all(SqlClient client, Demographics asked, Optional<UUID> but) {
        Asked question = new Asked(asked, but.orElse(NOBODY));
        return near(client, List.of(question), _ -> () -> Sieve.OPEN).map(List::getFirst);
    }

    /** For each of {@code asked} who shares a key with it and might be the same in the eyes of {@code matcher}. */
    public Uni<List<List<Near>>> near(SqlClient client, Matcher matcher, List<Asked> asked) {
        return near(client, asked, one -> sieve(matcher, one.about()));
    }

    private Uni<List<List<Near>>> near(SqlClient client, List<Asked> asked, Function<Asked, Supplier<Sieve>> sieves) {
        return blocks.meet(
                        client,
                        asked.stream()
                                .map(one -> new Sought(one.about(), one.but(), sieves.apply(one)))
                                .toList())
                .chain(met -> near(client, asked, met));
    }

    /** In one round trip, for those who met anybody. */
    private static Uni<List<List<Near>>> near(SqlClient client, List<Asked> asked, List<Met> met) {
        List<Integer> places = IntStream.range(0, asked.size())
                .filter(place -> !met.get(place).isEmpty())
                .boxed()
                .toList();
        List<List<Near>> near = new ArrayList<>(Collections.nCopies(asked.size(), List.of()));
        if (places.isEmpty()) {
            return Uni.createFrom().item(near);
        }
        return client.preparedQuery(NEAR)
                .executeBatch(places.stream()
                        .map(place -> Tuple.of(
                                array(met.get(place).own()),
                                array(met.get(place).placed()),
                                asked.get(place).before()))
                        .toList())
                .map(first -> {
                    RowSet<io.vertx.mutiny.sqlclient.Row> rows = first;
                    for (int place : places) {
                        near.set(place, list(rows));
                        rows = rows.next();
                    }
                    return near;
                });
    }

    private static UUID[] array(List<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static List<Near> list(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> near(row.getDelegate()))
                .toList();
    }

    private static final String MEMBERS =
            "select m.source_patient, link.person, false as closed, " + IndexRow.COLUMNS + """
               from link join match_row as m on m.source_patient = link.source_patient
             where link.person = $1 and link.valid_to is null
             order by m.source_patient
            """;

    /** All records of {@code person}. */
    public Uni<List<Near>> members(SqlClient client, UUID person) {
        return client.preparedQuery(MEMBERS).execute(Tuple.of(person)).map(CandidateRepository::list);
    }

    private static Near near(Row row) {
        Profile profile = Profile.of(IndexRow.of(row));
        return new Near(
                row.getUUID("source_patient"), new Candidate(row.getUUID("person"), profile, row.getBoolean("closed")));
    }
}
