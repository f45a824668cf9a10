package care.weald.consent.attestation;

import care.weald.consent.objection.Objection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What the audit trail says of objections: a pure fold over what was disclosed, which knows nothing of the rules.
 *
 * @param disclosures how many times something was shown of somebody while an objection was in force
 * @param overridden how many of them rested on a declared override
 * @param citizens how many were to the citizen, or a proxy
 * @param honoured how many showed what the objection leaves
 * @param violations those that showed more
 * @param decisions the decisions that they rested on, each of which this service MUST have kept
 */
record TrailFindings(
        long disclosures,
        long overridden,
        long citizens,
        long honoured,
        List<Violation> violations,
        Set<UUID> decisions) {

    /** Nothing is looked at yet. */
    static final TrailFindings START = new TrailFindings(0, 0, 0, 0, List.of(), Set.of());

    private static final Set<String> CITIZENS = Set.of("own", "proxy");

    /** An event of the trail that showed what an objection holds back. */
    record Violation(UUID event, UUID objection) {}

    TrailFindings {
        violations = Collections.unmodifiableList(violations);
        decisions = Collections.unmodifiableSet(decisions);
    }

    /** The same after what was disclosed of the people of these objections. */
    TrailFindings after(List<Disclosed> page, List<Standing> standing, Duration grace) {
        long[] counts = {disclosures, overridden, citizens, honoured};
        List<Violation> broken = new ArrayList<>(violations);
        Set<UUID> rested = new HashSet<>(decisions);
        for (Disclosed one : page) {
            for (Standing objection : one.shows() ? standing : List.<Standing>of()) {
                if (one.persons().stream().noneMatch(id -> objection.bites(id, one.at(), grace))) {
                    continue;
                }
                counts[0]++;
                int kind = kind(one, objection.objection());
                if (kind == 0) {
                    broken.add(new Violation(one.event(), objection.objection().id()));
                } else {
                    counts[kind]++;
                }
                if (one.isOfRecord() && !one.decision().isEmpty()) {
                    rested.add(UUID.fromString(one.decision()));
                }
            }
        }
        return new TrailFindings(counts[0], counts[1], counts[2], counts[3], broken, rested);
    }

    /** 1 by an override, 2 to the citizen, 3 what the objection leaves, 0 more than that. */
    private static int kind(Disclosed one, Objection objection) {
        if (one.basis().equals("override")) {
            return 1;
        }
        if (CITIZENS.contains(one.basis())) {
            return 2;
        }
        boolean more = objection.concerns(one.organisation())
                && (objection.isFull() || !Collections.disjoint(one.shown(), objection.categories()));
        return more ? 0 : 3;
    }
}
