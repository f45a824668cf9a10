package care.weald.identity.match;

import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Limits;
import care.weald.identity.match.model.Model;
import care.weald.identity.match.model.Ticks;
import care.weald.identity.match.model.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Scores pairs and ranks candidates under one model. Immutable and safe for many threads: the same model, population and
 * records give the same answer, bit for bit.
 */
public final class Matcher {

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingInt(Ranked::total)
            .reversed()
            .thenComparing(ranked -> ranked.candidate().person());

    private final Model model;
    private final Weights weights;
    private final int prior;
    private final int known;
    private final int apart;
    private final int margin;

    private record Ranked(Candidate candidate, int total) {}

    /**
     * A matcher for records of any source, for people some of whom live together.
     *
     * @param population how many people are known; only its order of magnitude (power of two) counts
     */
    public Matcher(Model model, long population) {
        this(model, Census.of(population), "");
    }

    /** A matcher for records that come from {@code source}, for people some of whom live together. */
    public Matcher(Model model, long population, String source) {
        this(model, Census.of(population), source);
    }

    /** A matcher for records that come from {@code source}, when the model has a profile of it. */
    public Matcher(Model model, Census census, String source) {
        this.model = model;
        this.weights = Weights.of(model, source);
        Limits limits = model.limits();
        this.prior = -Ticks.BIT * census.peopleBits(limits.smallestPopulation());
        this.known = Ticks.of(limits.knownBits());
        this.apart = Ticks.of(census.apartBits());
        this.margin = Ticks.of(limits.marginBits());
    }

    /** The bits that a pair has against it before any evidence. */
    public double prior() {
        return Ticks.bits(prior);
    }

    /**
     * A fresh scratch object for one thread's hot loop over pairs that are met by chance. Where all candidates for one
     * record are at hand {@link #rank} knows more.
     */
    public Assessment assessment() {
        return new Assessment(model, weights, prior, apart);
    }

    /** Passes over, by their sketches, those whom {@link #rank} would leave out as candidates for {@code query}. */
    public Sieve sieve(Profile query) {
        return new Gate(model.limits(), weights, prior + known, apart, query);
    }

    /** The same as {@link #assessment} for candidates of one record, of whom {@link #rank} knows more. */
    public Assessment assessmentOfCandidates() {
        return new Assessment(model, weights, prior + known, apart);
    }

    /** How well {@code query} fits {@code candidate}. */
    public Score score(Demographics query, Demographics candidate, boolean withLocation) {
        Assessment assessment = assessment();
        assessment.assess(Profile.of(query), Profile.of(candidate), withLocation);
        return assessment.score();
    }

    /**
     * The people among {@code candidates} who might be {@code query}, best first, each with their best candidate. Those who
     * are certainly not are left out. At most the first is certain, and only at a distance from the second. Because somebody
     * else who is known would show up as a rival, only somebody who is not known is left to agree by chance: the prior is the
     * better by how much likelier it is to be known than not.
     *
     * @param locationOfRestricted whether the caller may use where restricted people live
     */
    public List<Match> rank(Profile query, List<Candidate> candidates, boolean locationOfRestricted) {
        Assessment assessment = assessmentOfCandidates();
        List<Ranked> ranked = new ArrayList<>(
                best(query, candidates, locationOfRestricted, assessment).values());
        ranked.sort(BEST_FIRST);
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            Candidate candidate = ranked.get(i).candidate();
            assessment.assess(query, candidate.profile(), !candidate.restricted() || locationOfRestricted);
            boolean alone = i == 0
                    && (ranked.size() == 1
                            || ranked.get(0).total() - ranked.get(1).total() >= margin);
            if (!alone) {
                assessment.guard(Guard.MARGIN);
            }
            if (candidate.restricted()) {
                assessment.guard(Guard.RESTRICTED);
            }
            if (assessment.grade() != Grade.CERTAINLY_NOT) {
                matches.add(new Match(candidate, assessment.score()));
            }
        }
        return matches;
    }

    private static Map<UUID, Ranked> best(
            Profile query, List<Candidate> candidates, boolean locationOfRestricted, Assessment assessment) {
        Map<UUID, Ranked> best = new HashMap<>();
        for (Candidate candidate : candidates) {
            boolean located = !candidate.restricted() || locationOfRestricted;
            boolean worth = assessment.assessIfWorth(query, candidate.profile(), located);
            if (worth && assessment.grade() != Grade.CERTAINLY_NOT) {
                Ranked ranked = new Ranked(candidate, assessment.total());
                best.merge(candidate.person(), ranked, (a, b) -> BEST_FIRST.compare(a, b) <= 0 ? a : b);
            }
        }
        return best;
    }
}
