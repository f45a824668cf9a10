package care.weald.identity.trace;

import care.weald.identity.index.CandidateRepository;
import care.weald.identity.index.CandidateRepository.Hit;
import care.weald.identity.index.MatchModel;
import care.weald.identity.index.MatchWitness.Asked;
import care.weald.identity.match.Candidate;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Match;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import care.weald.identity.patient.PersonSources;
import care.weald.identity.platform.DatabaseConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who a Patient might be. Nothing is stored. Of the records that share a key most are of somebody else beyond doubt, so
 * only the few that are left are asked whose they are, and always asked: nobody can tell by the time whether there were any.
 */
@ApplicationScoped
class PersonMatcher {

    /** So many are compared in less than a millisecond. */
    private static final int FEW = 50;

    private final Pool pool;
    private final CandidateRepository candidates;
    private final SearchRepository people;
    private final MatchModel model;
    private final Vertx vertx;
    private final DatabaseConfig config;

    PersonMatcher(
            Pool pool,
            CandidateRepository candidates,
            SearchRepository people,
            MatchModel model,
            Vertx vertx,
            DatabaseConfig config) {
        this.pool = pool;
        this.candidates = candidates;
        this.people = people;
        this.model = model;
        this.vertx = vertx;
        this.config = config;
    }

    /** A match, and who it is. */
    record Matched(Match match, PersonSources person) {}

    /** The people who might be the one in {@code question}, best first. Where a restricted one lives counts for nothing. */
    Uni<List<Matched>> match(MatchQuestion question) {
        Profile asked = Profile.of(question.asked());
        Matcher matcher = model.matcher();
        model.tell(new Asked(question.asked(), question.organisation(), Optional.empty()));
        return candidates
                .hits(pool, matcher, question.asked())
                .chain(hits -> likely(matcher, asked, hits))
                .chain(likely -> people.byHits(ids(likely, true), ids(likely, false))
                        .map(found -> wanted(question, matcher.rank(asked, left(likely, found), false)).stream()
                                .map(match -> matched(match, found))
                                .toList()))
                .ifNoItem()
                .after(config.readTimeout())
                .fail();
    }

    private Uni<List<Likely>> likely(Matcher matcher, Profile asked, List<CandidateRepository.Hit> hits) {
        return hits.size() <= FEW
                ? Uni.createFrom().item(() -> Likely.of(matcher, asked, hits))
                : vertx.executeBlocking(() -> Likely.of(matcher, asked, hits), false);
    }

    private static UUID[] ids(List<Likely> likely, boolean own) {
        return likely.stream()
                .map(Likely::hit)
                .filter(hit -> hit.own() == own)
                .map(Hit::source)
                .toArray(UUID[]::new);
    }

    private static List<Candidate> left(List<Likely> likely, List<SearchRepository.Hit> found) {
        Map<UUID, Profile> profiles = likely.stream()
                .collect(Collectors.toUnmodifiableMap(one -> one.hit().source(), Likely::profile));
        return found.stream()
                .flatMap(one -> one.hits().stream()
                        .map(source -> new Candidate(
                                one.person().person(),
                                java.util.Objects.requireNonNull(profiles.get(source)),
                                one.person().isRestricted())))
                .toList();
    }

    private static List<Match> wanted(MatchQuestion question, List<Match> ranked) {
        boolean alone = !ranked.isEmpty()
                && ranked.getFirst().score().guards().stream()
                        .noneMatch(guard -> guard.code().equals("margin"));
        if (question.single()) {
            return alone && fits(question, ranked.getFirst()) ? List.of(ranked.getFirst()) : List.of();
        }
        return ranked.stream()
                .filter(match -> fits(question, match))
                .limit(question.count())
                .toList();
    }

    private static boolean fits(MatchQuestion question, Match match) {
        return !question.certain() || match.score().grade() == Grade.CERTAIN;
    }

    private static Matched matched(Match match, List<SearchRepository.Hit> found) {
        PersonSources person = found.stream()
                .map(SearchRepository.Hit::person)
                .filter(one -> one.person().equals(match.candidate().person()))
                .findFirst()
                .orElseThrow();
        return new Matched(match, person);
    }
}
