package care.weald.identity.trace;

import care.weald.identity.index.CandidateRepository.Hit;
import care.weald.identity.index.IndexRow;
import care.weald.identity.match.Assessment;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import java.util.ArrayList;
import java.util.List;

/** A record that might be the one asked for, if its person is not restricted or if they are. */
record Likely(Hit hit, Profile profile) {

    /** Those of {@code hits} that might be {@code asked}; the others are certainly not, restricted or not. */
    static List<Likely> of(Matcher matcher, Profile asked, List<Hit> hits) {
        Assessment assessment = matcher.assessmentOfCandidates();
        List<Likely> likely = new ArrayList<>();
        for (Hit hit : hits) {
            Profile profile = Profile.of(IndexRow.of(hit.compared()));
            if (isLikely(assessment, asked, profile, true) || isLikely(assessment, asked, profile, false)) {
                likely.add(new Likely(hit, profile));
            }
        }
        return List.copyOf(likely);
    }

    private static boolean isLikely(Assessment assessment, Profile asked, Profile profile, boolean withLocation) {
        return assessment.assessIfWorth(asked, profile, withLocation) && assessment.grade() != Grade.CERTAINLY_NOT;
    }
}
