package care.weald.identity.trace;

import care.weald.identity.index.PatientDemographics;
import care.weald.identity.match.Demographics;
import care.weald.identity.operation.OperationBody;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code $match} asks (IHE PDQm ITI-119).
 *
 * @param organisation whose question it is
 * @param certain only matches of that grade
 * @param single the one that fits best, if no other comes near
 * @param count matches in an answer, from 1
 */
record MatchQuestion(Demographics asked, String organisation, boolean certain, boolean single, int count) {

    private static final int USUAL = 10;
    private static final Set<String> KNOWN = Set.of("resource", "onlyCertainMatches", "onlySingleMatch", "count");

    /** Reads the Parameters; local identifiers are {@code organisation}'s own; at most {@code most} are answered. */
    static Optional<MatchQuestion> read(byte[] body, String organisation, int most) {
        return OperationBody.read(body, KNOWN)
                .flatMap(given -> given.one("resource")
                        .map(parameter -> parameter.path("resource"))
                        .filter(patient -> patient.path("resourceType").asText().equals("Patient"))
                        .flatMap(patient -> count(given, most)
                                .map(count -> new MatchQuestion(
                                        PatientDemographics.of(patient, organisation),
                                        organisation,
                                        given.flag("onlyCertainMatches"),
                                        given.flag("onlySingleMatch"),
                                        count))));
    }

    private static Optional<Integer> count(OperationBody given, int most) {
        if (given.all("count").isEmpty()) {
            return Optional.of(Math.min(USUAL, most));
        }
        return given.one("count")
                .map(parameter -> parameter.path("valueInteger"))
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .filter(count -> count > 0)
                .map(count -> Math.min(count, most));
    }
}
