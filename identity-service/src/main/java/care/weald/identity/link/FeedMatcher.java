package care.weald.identity.link;

import care.weald.identity.index.CandidateRepository;
import care.weald.identity.index.CandidateRepository.Near;
import care.weald.identity.index.Explanation;
import care.weald.identity.index.MatchConfig;
import care.weald.identity.index.MatchConfig.Feeds;
import care.weald.identity.index.MatchModel;
import care.weald.identity.index.MatchWitness.Asked;
import care.weald.identity.link.Evidence.Origin;
import care.weald.identity.link.Linking.Change;
import care.weald.identity.link.Linking.Reason;
import care.weald.identity.match.Assessment;
import care.weald.identity.match.Demographics;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Joining;
import care.weald.identity.match.Joining.Standing;
import care.weald.identity.match.Match;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.Score;
import care.weald.identity.match.compare.Profile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Links a new registration without a verified NHS number to the person it certainly is of, when no registration there
 * speaks against it. Who might be the same is put on the stewards' work list instead, once a pair.
 */
@ApplicationScoped
class FeedMatcher {

    private static final int MOST_REVIEWS = 5;

    /** So many are ranked in less than a millisecond. */
    private static final int FEW = 20;

    private final CandidateRepository candidates;
    private final DuplicateRepository duplicates;
    private final MatchModel model;
    private final MatchConfig config;
    private final Vertx vertx;

    FeedMatcher(
            CandidateRepository candidates,
            DuplicateRepository duplicates,
            MatchModel model,
            MatchConfig config,
            Vertx vertx) {
        this.candidates = candidates;
        this.duplicates = duplicates;
        this.model = model;
        this.config = config;
        this.vertx = vertx;
    }

    /** A registration that is new here. */
    record Newcomer(UUID source, Demographics about) {}

    /** Of whom a registration may be one in the eyes of {@code matcher}, which ranks them. */
    record Nearby(Matcher matcher, List<Near> near) {

        Nearby {
            near = List.copyOf(near);
        }
    }

    /** What becomes of it, and how many pairs were put on the work list. */
    record Matched(Linking linking, int raised) {}

    /** A match and the record that it is with. */
    private record Pair(UUID source, Match match) {

        private Score score() {
            return match.score();
        }

        private UUID person() {
            return match.candidate().person();
        }
    }

    /** What becomes of {@code alone}, the decision that the newcomer is a person of its own. */
    Uni<Linking> match(SqlConnection transaction, Newcomer newcomer, Change alone) {
        if (config.feeds() == Feeds.OFF) {
            return Uni.createFrom().item(alone);
        }
        return near(transaction, List.of(new CandidateRepository.Asked(newcomer.about(), newcomer.source())))
                .chain(near -> match(transaction, newcomer, near.getFirst(), alone))
                .map(Matched::linking);
    }

    /** Of whom each of {@code asked} may be one, in one go. */
    Uni<List<Nearby>> near(SqlClient client, List<CandidateRepository.Asked> asked) {
        Matcher matcher = model.matcher();
        return candidates
                .near(client, matcher, asked)
                .map(all -> all.stream().map(near -> new Nearby(matcher, near)).toList());
    }

    /** The same, with those of whom {@code newcomer} may be one. Links by match where feeds do so. */
    Uni<Matched> match(SqlConnection transaction, Newcomer newcomer, Nearby nearby, Change alone) {
        return ranked(newcomer, nearby)
                .chain(pairs -> joining(transaction, newcomer, nearby.matcher(), pairs)
                        .chain(joining -> settled(transaction, newcomer, pairs, joining, alone)));
    }

    private Uni<List<Pair>> ranked(Newcomer newcomer, Nearby nearby) {
        List<Near> near = nearby.near();
        if (near.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return near.size() <= FEW
                ? Uni.createFrom().item(() -> rank(nearby.matcher(), newcomer, near))
                : vertx.executeBlocking(() -> rank(nearby.matcher(), newcomer, near), false);
    }

    /** True when {@code newcomer} is like anybody of {@code nearby} at all. */
    boolean isLike(Newcomer newcomer, Nearby nearby) {
        return !nearby.near().isEmpty()
                && !rank(nearby.matcher(), newcomer, nearby.near()).isEmpty();
    }

    /** Puts the newcomer and whoever of {@code person} is likely to be the same on the work list; at least the likeliest. */
    Uni<Void> doubt(SqlConnection transaction, Newcomer newcomer, UUID person) {
        return candidates
                .members(transaction, person)
                .chain(members -> vertx.executeBlocking(() -> likeliest(newcomer, members), false))
                .chain(pairs -> raise(transaction, newcomer, pairs))
                .replaceWithVoid();
    }

    private List<Pair> likeliest(Newcomer newcomer, List<Near> members) {
        Matcher matcher = model.matcher();
        List<Pair> ranked = rank(matcher, newcomer, members);
        return ranked.isEmpty()
                ? members.stream()
                        .map(member -> new Pair(
                                member.source(), new Match(member.candidate(), score(matcher, newcomer, member))))
                        .max(Comparator.comparingDouble(pair -> pair.score().total()))
                        .stream()
                        .toList()
                : ranked;
    }

    private static Score score(Matcher matcher, Newcomer newcomer, Near other) {
        Assessment assessment = matcher.assessment();
        assessment.assess(Profile.of(newcomer.about()), other.candidate().profile(), true);
        return assessment.score();
    }

    private List<Pair> rank(Matcher matcher, Newcomer newcomer, List<Near> near) {
        model.tell(new Asked(newcomer.about(), "", Optional.of(newcomer.source())));
        return matcher
                .rank(
                        Profile.of(newcomer.about()),
                        near.stream().map(Near::candidate).toList(),
                        false)
                .stream()
                .flatMap(match -> near.stream()
                        .filter(one -> one.candidate().equals(match.candidate()))
                        .map(one -> new Pair(one.source(), match)))
                .toList();
    }

    /** A join where feeds may link by match and the likeliest person's links hold still, else a review. */
    private Uni<Joining> joining(SqlConnection transaction, Newcomer newcomer, Matcher matcher, List<Pair> pairs) {
        boolean isCertain = !pairs.isEmpty() && pairs.getFirst().score().grade() == Grade.CERTAIN;
        if (!isCertain || config.feeds() != Feeds.LINK) {
            return Uni.createFrom().item(reviewed(pairs));
        }
        UUID best = pairs.getFirst().person();
        return held(transaction, best)
                .chain(isHeld -> isHeld
                        ? duplicates.isOpen(transaction, best, newcomer.source())
                        : Uni.createFrom().item(false))
                .chain(isOpen -> isOpen
                        ? candidates.members(transaction, best)
                        : Uni.createFrom().item(List.<Near>of()))
                .map(members ->
                        members.isEmpty() ? reviewed(pairs) : Joining.of(standings(matcher, newcomer, pairs, members)));
    }

    private static Joining reviewed(List<Pair> pairs) {
        return pairs.isEmpty()
                ? new Joining.Alone()
                : new Joining.Reviewed(pairs.stream().map(Pair::person).toList());
    }

    /** The likeliest person has to stand every record that is theirs, whether it was a candidate or not. */
    private static List<Standing> standings(Matcher matcher, Newcomer newcomer, List<Pair> pairs, List<Near> members) {
        Assessment assessment = matcher.assessment();
        Profile own = Profile.of(newcomer.about());
        Stream<Score> every = members.stream().map(member -> {
            assessment.assess(own, member.candidate().profile(), true);
            return assessment.score();
        });
        Pair best = pairs.getFirst();
        Standing first = new Standing(
                best.person(), Stream.concat(Stream.of(best.score()), every).toList());
        Stream<Standing> others =
                pairs.stream().skip(1).map(pair -> new Standing(pair.person(), List.of(pair.score())));
        return Stream.concat(Stream.of(first), others).toList();
    }

    private Uni<Matched> settled(
            SqlConnection transaction, Newcomer newcomer, List<Pair> pairs, Joining joining, Change alone) {
        return switch (joining) {
            case Joining.Joins _ -> Uni.createFrom().item(new Matched(change(pairs.getFirst()), 0));
            case Joining.Reviewed(List<UUID> persons) ->
                raise(transaction, newcomer, inOrder(pairs, persons)).map(raised -> new Matched(alone, raised));
            case Joining.Alone _ -> Uni.createFrom().item(new Matched(alone, 0));
        };
    }

    private static List<Pair> inOrder(List<Pair> pairs, List<UUID> persons) {
        return persons.stream()
                .flatMap(person -> pairs.stream().filter(pair -> pair.person().equals(person)))
                .toList();
    }

    /** The person's links stay as they are while this transaction lasts. */
    private Uni<Boolean> held(SqlConnection transaction, UUID person) {
        return candidates
                .members(transaction, person)
                .chain(members -> duplicates
                        .numbers(transaction, person)
                        .chain(numbers -> duplicates.take(
                                transaction,
                                Stream.of(
                                                LongStream.of(LinkLocks.key(person)),
                                                members.stream().mapToLong(member -> LinkLocks.key(member.source())),
                                                numbers.stream().mapToLong(LinkLocks::key))
                                        .flatMapToLong(keys -> keys))));
    }

    private static Change change(Pair best) {
        Score score = best.score();
        return new Change(best.person(), Origin.MATCH, false, false)
                .because(new Reason(
                        score.total(),
                        score.probability(),
                        score.model(),
                        Explanation.json(score).toString()));
    }

    /** The item is how many of {@code pairs} were not on the list before. */
    private Uni<Integer> raise(SqlConnection transaction, Newcomer newcomer, List<Pair> pairs) {
        return Multi.createFrom()
                .iterable(pairs.stream().limit(MOST_REVIEWS).toList())
                .onItem()
                .transformToUniAndConcatenate(
                        pair -> duplicates.raise(transaction, newcomer.source(), pair.source(), pair.score()))
                .collect()
                .with(Collectors.summingInt(raised -> raised ? 1 : 0));
    }
}
