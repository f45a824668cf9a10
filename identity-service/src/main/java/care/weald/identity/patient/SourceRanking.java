package care.weald.identity.patient;

import care.weald.identity.patient.PersonSources.Source;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which source speaks for a person: one that is active, then one whose NHS number is verified, then the general practice that any source names
 * as theirs, then the newest. Each element comes whole from the best source that has it.
 */
final class SourceRanking {

    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    private final List<Source> best;
    private final SortedSet<String> used = new TreeSet<>();

    SourceRanking(List<Source> sources) {
        Set<String> practices = sources.stream()
                .flatMap(source -> source.resource().path("generalPractitioner").valueStream())
                .map(practice -> practice.path("identifier"))
                .filter(identifier -> identifier.path("system").asText().equals(ODS))
                .map(identifier -> identifier.path("value").asText())
                .collect(Collectors.toUnmodifiableSet());
        best = sources.stream()
                .sorted(Comparator.comparing((Source source) -> !source.active())
                        .thenComparing(source -> !source.verified())
                        .thenComparing(source -> !practices.contains(source.organisation()))
                        .thenComparing(Source::updated, Comparator.reverseOrder())
                        .thenComparing(Source::id))
                .toList();
    }

    /** All sources, the best first. */
    List<Source> sources() {
        return best;
    }

    /** {@code element} of the best source that has it. */
    Optional<JsonNode> element(String element) {
        return first(source -> Optional.ofNullable(source.resource().get(element)));
    }

    /** What {@code found} finds in the best source in which it finds anything. */
    Optional<JsonNode> first(Function<Source, Optional<JsonNode>> found) {
        for (Source source : best) {
            Optional<JsonNode> element = found.apply(source);
            if (element.isPresent()) {
                used.add(source.organisation());
                return element;
            }
        }
        return Optional.empty();
    }

    /** The organisations of which anything has been found. */
    SortedSet<String> used() {
        return used;
    }
}
