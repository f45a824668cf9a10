package care.weald.consent.attestation;

import care.weald.consent.attestation.ProbeRepository.Target;
import care.weald.consent.decision.DecisionId;
import care.weald.consent.decision.Person;
import care.weald.consent.matrix.MatrixContent;
import care.weald.consent.matrix.RoleGroup;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who a probe asks as: a job role of each group that reads records, at an organisation that the objection concerns. */
final class ProbePlan {

    private static final Set<RoleGroup.Kind> READERS = Set.of(RoleGroup.Kind.CARE, RoleGroup.Kind.ADMINISTRATIVE);

    private ProbePlan() {}

    /** One question to the live service. */
    record Ask(UUID id, UUID objection, String organisation, String role, Set<String> categories) {}

    /**
     * The questions about one objector: as staff of where the person is registered, if the objection concerns that
     * organisation, else of another partner. None when it concerns nobody.
     */
    static List<Ask> of(Target target, Person person, List<String> partners, MatrixContent matrix, Instant now) {
        Set<String> registered = person.registeredAt();
        Optional<String> organisation = partners.stream()
                .filter(target.objection()::concerns)
                .min(Comparator.comparing((String code) -> !registered.contains(code))
                        .thenComparing(code -> code));
        return organisation
                .map(code -> roles(matrix).stream()
                        .map(role -> new Ask(
                                DecisionId.next(now),
                                target.objection().id(),
                                code,
                                role,
                                target.objection().categories()))
                        .toList())
                .orElse(List.of());
    }

    /** The first job role of each group. */
    private static List<String> roles(MatrixContent matrix) {
        return matrix.groups().stream()
                .filter(group -> READERS.contains(group.kind()))
                .flatMap(group -> matrix.roleGroupOf().entrySet().stream()
                        .filter(role -> role.getValue().equals(group.code()))
                        .map(Map.Entry::getKey)
                        .min(Comparator.naturalOrder())
                        .stream())
                .toList();
    }
}
