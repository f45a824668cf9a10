package care.weald.consent.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;

/**
 * Whom it is about: the person token's claims.
 *
 * @param id the person's id; a random one when the person is not known
 * @param known whether there is such a person
 * @param restricted whether the person's whereabouts are protected
 * @param sourcePatients the registrations that the person's records hang on
 * @param persons the other ids that these registrations were ever linked to
 * @param near how near the member of staff who asks is to the person, in codes for the audit trail
 */
public record Person(
        UUID id,
        boolean known,
        boolean restricted,
        List<SourcePatient> sourcePatients,
        List<Linked> persons,
        List<String> near) {

    /** Nobody: for interactions that are not about one person. */
    public static final Person NONE = new Person(new UUID(0, 0), false, false, List.of(), List.of(), List.of());

    /**
     * One organisation's registration of a person.
     *
     * @param active false once it has ended: its data are still the person's, but it is no relationship
     */
    public record SourcePatient(String organisation, UUID patient, boolean active) {

        @Override
        public String toString() {
            return "SourcePatient[***]";
        }
    }

    public Person {
        sourcePatients = List.copyOf(sourcePatients);
        persons = List.copyOf(persons);
        near = List.copyOf(near);
    }

    /** The same, as somebody sees it who is near to nobody. */
    public Person(
            UUID id, boolean known, boolean restricted, List<SourcePatient> sourcePatients, List<Linked> persons) {
        this(id, known, restricted, sourcePatients, persons, List.of());
    }

    /** True when {@code organisation} has the person registered now. */
    public boolean isHeldBy(String organisation) {
        return sourcePatients.stream()
                .anyMatch(source -> source.active() && source.organisation().equals(organisation));
    }

    /** ODS codes of the organisations that have the person registered now. */
    public Set<String> registeredAt() {
        return sourcePatients.stream()
                .filter(SourcePatient::active)
                .map(SourcePatient::organisation)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every id that is the person's now. One that was unlinked is somebody else's. */
    public List<UUID> ids() {
        return Stream.concat(
                        Stream.of(id),
                        persons.stream()
                                .filter(linked -> linked.until() == null)
                                .map(Linked::person))
                .distinct()
                .toList();
    }

    /** Reads the claims of a verified person token; empty when one that MUST be there is not, or is of a wrong type. */
    static Optional<Person> from(JwtClaims claims) {
        try {
            if (!(claims.getClaimValue("known") instanceof Boolean known)
                    || !(claims.getClaimValue("restricted") instanceof Boolean restricted)
                    || !(claims.getClaimValue("source_patients") instanceof List<?> sources)) {
                return Optional.empty();
            }
            Optional<List<SourcePatient>> found = sourcePatients(sources);
            Optional<List<Linked>> persons = claims.getClaimNames().contains("persons")
                    ? Linked.read(claims.getClaimValue("persons"))
                    : Optional.of(List.of());
            Optional<List<String>> near = codes(claims.getClaimValue("near"));
            return found.isEmpty() || persons.isEmpty() || near.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Person(
                            UUID.fromString(claims.getSubject()),
                            known,
                            restricted,
                            found.get(),
                            persons.get(),
                            near.get()));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Codes as they came, none when there is no claim; what they mean is audit-service's to know. */
    private static Optional<List<String>> codes(@Nullable Object claim) {
        if (claim == null) {
            return Optional.of(List.of());
        }
        return claim instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                ? Optional.of(list.stream().map(String.class::cast).toList())
                : Optional.empty();
    }

    private static Optional<List<SourcePatient>> sourcePatients(List<?> sources) {
        List<SourcePatient> found = new ArrayList<>();
        for (Object source : sources) {
            if (!(source instanceof Map<?, ?> map)
                    || !(map.get("organization") instanceof String organisation)
                    || !(map.get("patient") instanceof String patient)
                    || !(active(map) instanceof Boolean active)) {
                return Optional.empty();
            }
            found.add(new SourcePatient(organisation, UUID.fromString(patient), active));
        }
        return Optional.of(found);
    }

    /** The member that says whether a registration is in force: it is when nothing is said. */
    private static @Nullable Object active(Map<?, ?> source) {
        return source.containsKey("active") ? source.get("active") : (Object) true;
    }

    @Override
    public String toString() {
        return "Person[***]";
    }
}
