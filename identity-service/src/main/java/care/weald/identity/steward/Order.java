package care.weald.identity.steward;

import care.weald.identity.operation.OperationBody;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What a steward asks for. */
sealed interface Order {

    /** The longest reason, in characters. */
    int MOST_REASON = 500;

    /** The most source patients that one unlink takes out: each may go to a person of its own, and audit names at most 50. */
    int MOST_SOURCES = 49;

    /** What is asked for, as words: the same for the same request. */
    List<String> words();

    /**
     * Make two persons one (FHIR R5 Patient/$merge).
     *
     * @param preview only say what would become of it
     * @param reason empty for a preview that gives none
     */
    record Merge(PersonName source, PersonName target, boolean preview, String reason) implements Order {

        @Override
        public List<String> words() {
            return List.of("merge", source.word(), target.word(), reason);
        }

        private static final Set<String> KNOWN = Set.of(
                "source-patient",
                "source-patient-identifier",
                "target-patient",
                "target-patient-identifier",
                "preview",
                "reason");

        /** Reads the Parameters; a local identifier is {@code organisation}'s own. */
        static Optional<Merge> read(byte[] body, String organisation) {
            return OperationBody.read(body, KNOWN)
                    .filter(Merge::isPlain)
                    .flatMap(given -> PersonName.read(given, "source-patient", organisation)
                            .flatMap(source -> PersonName.read(given, "target-patient", organisation)
                                    .map(target -> new Merge(
                                            source,
                                            target,
                                            given.flag("preview"),
                                            given.text("reason", MOST_REASON).orElse("")))));
        }

        private static boolean isPlain(OperationBody given) {
            boolean isReasoned = given.text("reason", MOST_REASON).isPresent();
            boolean isReasonless = given.all("reason").isEmpty() && given.flag("preview");
            return given.isPlain("preview", "valueBoolean", JsonNodeType.BOOLEAN)
                    && given.isPlain("reason", "valueString", JsonNodeType.STRING)
                    && (isReasoned || isReasonless);
        }
    }

    /** Take source patients out of a person, for a reason. */
    record Unlink(UUID person, Set<UUID> sources, String reason) implements Order {

        private static final Set<String> KNOWN = Set.of("source-patient", "reason");

        public Unlink {
            sources = Set.copyOf(sources);
        }

        @Override
        public List<String> words() {
            return Stream.of(
                            Stream.of("unlink", person.toString(), reason),
                            sources.stream().map(UUID::toString).sorted())
                    .flatMap(words -> words)
                    .toList();
        }

        /** Reads the Parameters: {@code source-patient} (valueId) once or more, and {@code reason} (valueString). */
        static Optional<Unlink> read(UUID person, byte[] body) {
            return OperationBody.read(body, KNOWN).flatMap(given -> {
                var named = given.all("source-patient").stream()
                        .map(parameter ->
                                OperationBody.uuid(parameter.path("valueId").asText(), ""))
                        .toList();
                return given.text("reason", MOST_REASON)
                        .filter(_ -> given.isPlain("reason", "valueString", JsonNodeType.STRING))
                        .filter(_ -> !named.isEmpty() && named.size() <= MOST_SOURCES)
                        .filter(_ -> named.stream().allMatch(Optional::isPresent))
                        .map(reason -> new Unlink(
                                person,
                                named.stream().flatMap(Optional::stream).collect(java.util.stream.Collectors.toSet()),
                                reason));
            });
        }
    }
}
