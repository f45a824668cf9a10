package care.weald.identity.link;

import care.weald.identity.index.CandidateRepository.Asked;
import care.weald.identity.index.IndexRow;
import care.weald.identity.index.Loneliness;
import care.weald.identity.link.Evidence.Origin;
import care.weald.identity.link.FeedMatcher.Nearby;
import care.weald.identity.link.FeedMatcher.Newcomer;
import care.weald.identity.link.Linking.Change;
import care.weald.identity.match.Demographics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Does afterwards, for registrations that are persons of their own, what a feed does with one that is new. Each is compared
 * with those that were linked before it and with those that are no longer alone, so every pair is compared once.
 */
@ApplicationScoped
public class LoneJoiner {

    private final LinkRepository links;
    private final FeedMatcher matcher;
    private final Vertx vertx;

    LoneJoiner(LinkRepository links, FeedMatcher matcher, Vertx vertx) {
        this.links = links;
        this.matcher = matcher;
        this.vertx = vertx;
    }

    /** A registration that is a person of its own, by its link. */
    public record Lone(long link, UUID source, UUID person, Demographics about) {

        private Newcomer newcomer() {
            return new Newcomer(source, about);
        }

        private Asked asked() {
            return new Asked(about, source, link);
        }

        private @Nullable String number() {
            var nhs = about.numbers().nhs();
            return nhs == null ? null : nhs.value();
        }

        @Override
        public String toString() {
            return "Lone[***]";
        }
    }

    /** What has been done: registrations that joined a person, and pairs that were put on the work list. */
    public record Tally(long linked, long raised) {}

    private static final String LONE = "select link.id, link.source_patient, link.person, " + IndexRow.COLUMNS + """
              from link
              join person on person.id = link.person
              join match_row as m on m.source_patient = link.source_patient
             where (link.id between $1 and $2 or link.id = any ($3)) and link.valid_to is null and (
            """
            + Loneliness.OF_LINK + ") order by link.id";

    /** Those who are alone among the links from {@code first} to {@code last}, in their order. */
    public Uni<List<Lone>> alone(SqlClient client, long first, long last) {
        return alone(client, Tuple.of(first, last, new Long[0]));
    }

    private static Uni<List<Lone>> alone(SqlClient client, Tuple values) {
        return client.preparedQuery(LONE)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> lone(row.getDelegate()))
                        .toList());
    }

    private static Lone lone(Row row) {
        return new Lone(row.getLong(0), row.getUUID(1), row.getUUID(2), IndexRow.of(row));
    }

    /** Those of {@code lone} who are like anybody at all. */
    public Uni<List<Lone>> like(SqlClient client, List<Lone> lone) {
        return lone.isEmpty()
                ? Uni.createFrom().item(List.of())
                : matcher.near(client, lone.stream().map(Lone::asked).toList())
                        .chain(near -> vertx.executeBlocking(() -> like(lone, near), false));
    }

    private List<Lone> like(List<Lone> lone, List<Nearby> near) {
        List<Lone> like = new ArrayList<>();
        for (int i = 0; i < lone.size(); i++) {
            if (matcher.isLike(lone.get(i).newcomer(), near.get(i))) {
                like.add(lone.get(i));
            }
        }
        return like;
    }

    /**
     * Links the registrations of {@code ids}, or puts them on the work list, in their order, as a feed would. Whoever is no
     * longer alone is passed over. MUST be the only call that takes locks of links in {@code transaction}.
     */
    public Uni<Tally> settle(SqlConnection transaction, List<Long> ids) {
        return alone(transaction, ids)
                .chain(lone -> LinkLocks.lock(transaction, lone.stream().flatMapToLong(LoneJoiner::keys)))
                .chain(() -> alone(transaction, ids))
                .chain(still -> still.isEmpty()
                        ? Uni.createFrom().item(new Tally(0, 0))
                        : matcher.near(
                                        transaction,
                                        still.stream().map(Lone::asked).toList())
                                .chain(near -> settle(transaction, still, near)));
    }

    private static Uni<List<Lone>> alone(SqlClient client, List<Long> ids) {
        return alone(client, Tuple.of(0L, -1L, ids.toArray(Long[]::new)));
    }

    private static LongStream keys(Lone lone) {
        return LongStream.concat(
                LongStream.of(LinkLocks.key(lone.source())),
                Stream.ofNullable(lone.number()).mapToLong(LinkLocks::key));
    }

    private Uni<Tally> settle(SqlConnection transaction, List<Lone> lone, List<Nearby> near) {
        Set<UUID> changed = new HashSet<>();
        return Multi.createFrom()
                .range(0, lone.size())
                .onItem()
                .transformToUniAndConcatenate(i -> fresh(transaction, lone.get(i), near.get(i), changed)
                        .chain(known -> settle(transaction, lone.get(i), known, changed)))
                .collect()
                .in(() -> new long[2], (sum, tally) -> {
                    sum[0] += tally.linked();
                    sum[1] += tally.raised();
                })
                .map(sum -> new Tally(sum[0], sum[1]));
    }

    /** What was found for all at once still holds unless one of them has joined a person since. */
    private Uni<Nearby> fresh(SqlConnection transaction, Lone lone, Nearby nearby, Set<UUID> changed) {
        boolean holds = nearby.near().stream()
                .noneMatch(one -> changed.contains(one.source())
                        || changed.contains(one.candidate().person()));
        return holds
                ? Uni.createFrom().item(nearby)
                : matcher.near(transaction, List.of(lone.asked())).map(List::getFirst);
    }

    private Uni<Tally> settle(SqlConnection transaction, Lone lone, Nearby near, Set<UUID> changed) {
        Change alone = new Change(lone.person(), Origin.NEW, false, false);
        return matcher.match(transaction, lone.newcomer(), near, alone).chain(matched -> {
            if (matched.linking() instanceof Change change && change.origin() == Origin.MATCH) {
                changed.addAll(List.of(lone.source(), change.person()));
                return links.join(transaction, lone.source(), change).replaceWith(new Tally(1, 0));
            }
            return Uni.createFrom().item(new Tally(0, matched.raised()));
        });
    }
}
