package care.weald.identity.steward;

import care.weald.identity.operation.OperationBody;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a steward asks for. */
sealed interface Order {

    /** The longest reason, in characters. */
    int MOST_REASON = 500;

    /**
     * Make two persons one (FHIR R5 Patient/$merge).
     *
     * @param preview only say what would become of it
     * @param reason empty when none is given
     */
    record Merge(PersonName source, PersonName target, boolean preview, String reason) implements Order {

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
                    .flatMap(given -> PersonName.read(given, "source-patient", organisation)
                            .flatMap(source -> PersonName.read(given, "target-patient", organisation)
                                    .map(target -> new Merge(
                                            source,
                                            target,
                                            given.flag("preview"),
                                            given.text("reason", MOST_REASON).orElse("")))));
        }
    }

    /** Take source patients out of a person, for a reason. */
    record Unlink(UUID person, Set<UUID> sources, String reason) implements Order {

        private static final Set<String> KNOWN = Set.of("source-patient", "reason");

        public Unlink {
            sources = Set.copyOf(sources);
        }

        /** Reads the Parameters: {@code source-patient} (valueId) once or more, and {@code reason} (valueString). */
        static Optional<Unlink> read(UUID person, byte[] body) {
            return OperationBody.read(body, KNOWN).flatMap(given -> {
                var named = given.all("source-patient").stream()
                        .map(parameter ->
                                OperationBody.uuid(parameter.path("valueId").asText(), ""))
                        .toList();
                return given.text("reason", MOST_REASON)
                        .filter(_ -> !named.isEmpty() && named.stream().allMatch(Optional::isPresent))
                        .map(reason -> new Unlink(
                                person,
                                named.stream().flatMap(Optional::stream).collect(java.util.stream.Collectors.toSet()),
                                reason));
            });
        }
    }
}
