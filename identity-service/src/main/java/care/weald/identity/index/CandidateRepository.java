package care.weald.identity.index;

import care.weald.identity.match.BlockKeys;
import care.weald.identity.match.Candidate;
import care.weald.identity.match.Demographics;
import care.weald.identity.match.compare.Profile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds the records that share a block key, in one round trip. */
@ApplicationScoped
public class CandidateRepository {

    /** A record that might be the one asked for. */
    public record Near(UUID source, Candidate candidate) {}

    /**
     * A record that shares a key.
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

    /** $2 are keys that tell a place. A key that too many share says too little. */
    private static final String SHARED = """
            with near as (
              select hit.source_patient, bool_or(asked.own) as own
                from (select key, true as own from unnest($1::bigint[]) as key
                      union all select key, false from unnest($2::bigint[]) as key) as asked
                cross join lateral (select array_agg(block.source_patient) as members
                                      from (select source_patient from block_key
                                             where block_key.key = asked.key limit %1$d + 1) as block) as shared
                cross join lateral unnest(shared.members) as hit (source_patient)
               where cardinality(shared.members) <= %1$d
               group by hit.source_patient)
            """.formatted(BlockKeys.LARGEST_BLOCK);

    private static final String HITS = SHARED + """
            select m.source_patient, near.own, m.compared
              from near join match_row as m on m.source_patient = near.source_patient
            """;

    /** Nobody restricted is found by a key that tells a place. */
    private static final String NEAR =
            SHARED + """
            select m.source_patient, link.person, closed.closed,\s""" + IndexRow.COLUMNS + """

              from near
              join match_row as m on m.source_patient = near.source_patient
              join link on link.source_patient = m.source_patient and link.valid_to is null
              join person on person.id = link.person
              cross join lateral (select\s""" + Restriction.OF_PERSON + """
                   as closed) as closed
             where (near.own or not closed.closed) and m.source_patient <> $3
               and (link.id < $4 or not (""" + Loneliness.OF_LINK + """
                    ))
             order by m.source_patient
            """;

    /** All records that share a key with {@code asked}, restricted or not, in any order: none may be shown on that alone. */
    public Uni<List<Hit>> hits(SqlClient client, Demographics asked) {
        return client.preparedQuery(HITS)
                .execute(Tuple.of(array(own(asked)), array(places(asked))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getDelegate())
                        .map(row -> new Hit(row.getUUID(0), row.getBoolean(1), row.getString(2)))
                        .toList());
    }

    private static final long EVERY = Long.MAX_VALUE;

    /**
     * A record that is asked about.
     *
     * @param but the source patient it is of
     * @param before the link that it has: of those made later only the ones whose registrations do not ask themselves count
     */
    public record Asked(Demographics about, UUID but, long before) {

        @Override
        public String toString() {
            return "Asked[***]";
        }
    }

    /** Whoever but {@code but} shares a key with {@code asked}. */
    public Uni<List<Near>> near(SqlClient client, Demographics asked, UUID but) {
        return near(client, new Asked(asked, but, EVERY));
    }

    /** Whoever shares a key with {@code asked}. */
    public Uni<List<Near>> near(SqlClient client, Asked asked) {
        return client.preparedQuery(NEAR).execute(values(asked)).map(CandidateRepository::list);
    }

    /** The same for each of {@code asked}, of whom there is at least one, in one round trip. */
    public Uni<List<List<Near>>> near(SqlClient client, List<Asked> asked) {
        return client.preparedQuery(NEAR)
                .executeBatch(asked.stream().map(CandidateRepository::values).toList())
                .map(first -> Stream.iterate(first, Objects::nonNull, RowSet::next)
                        .map(CandidateRepository::list)
                        .toList());
    }

    private static Tuple values(Asked asked) {
        return Tuple.of(array(own(asked.about())), array(places(asked.about())), asked.but(), asked.before());
    }

    private static List<Near> list(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> near(row.getDelegate()))
                .toList();
    }

    private static LongStream own(Demographics asked) {
        return LongStream.concat(
                LongStream.of(BlockKeys.probe(asked, false)),
                LongStream.of(BlockKeys.probe(asked, true)).filter(key -> !BlockKeys.isLocation(key)));
    }

    private static LongStream places(Demographics asked) {
        return LongStream.of(BlockKeys.probe(asked, true)).filter(BlockKeys::isLocation);
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

    private static Long[] array(LongStream keys) {
        return keys.distinct().boxed().toArray(Long[]::new);
    }
}
