package care.weald.identity.trace;

import care.weald.identity.index.CandidateRepository;
import care.weald.identity.index.CandidateRepository.Near;
import care.weald.identity.index.MatchModel;
import care.weald.identity.index.MatchWitness.Asked;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Match;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who a Patient might be. Nothing is stored. */
@ApplicationScoped
class PersonMatcher {

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
        return candidates
                .near(pool, question.asked())
                .chain(near -> vertx.executeBlocking(() -> rank(question, near), false))
                .chain(matches -> matches.isEmpty() ? Uni.createFrom().item(List.<Matched>of()) : shown(matches))
                .ifNoItem()
                .after(config.readTimeout())
                .fail();
    }

    private List<Match> rank(MatchQuestion question, List<Near> near) {
        List<Match> ranked = model.rank(new Asked(question.asked(), question.organisation(), Optional.empty()), near);
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

    private Uni<List<Matched>> shown(List<Match> matches) {
        UUID[] ids = matches.stream().map(match -> match.candidate().person()).toArray(UUID[]::new);
        return people.byIds(ids).map(found -> {
            Map<UUID, PersonSources> byId =
                    found.stream().collect(Collectors.toUnmodifiableMap(PersonSources::person, Function.identity()));
            return matches.stream()
                    .filter(match -> byId.containsKey(match.candidate().person()))
                    .map(match -> matched(match, byId))
                    .toList();
        });
    }

    private static Matched matched(Match match, Map<UUID, PersonSources> byId) {
        return new Matched(
                match,
                java.util.Objects.requireNonNull(byId.get(match.candidate().person())));
    }
}
