package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.ByIdentifier;
import care.weald.gateway.upstream.Whom.ByPerson;
import java.util.Set;
import java.util.UUID;

/** How requests name a patient. What cannot be one fails with {@link Faulted}. */
final class PatientReference {

    /** The parameters that do. */
    static final Set<String> NAMES = Set.of("patient", "patient.identifier", "patient:identifier", "patient:Patient");

    private PatientReference() {}

    /** The patient of a search, which must be named once. */
    static Whom of(Parameters parameters, String base) {
        long given = parameters.list().stream()
                .filter(parameter -> NAMES.contains(parameter.name()))
                .count();
        if (given != 1) {
            throw new Faulted(
                    Fault.of(given == 0 ? Kind.MISSING_PARAMETER : Kind.INVALID_PARAMETER)
                            .at("patient"),
                    "patient");
        }
        Parameters.Parameter one = parameters.list().stream()
                .filter(parameter -> NAMES.contains(parameter.name()))
                .findFirst()
                .orElseThrow();
        return one.name().endsWith("identifier")
                ? identifier(one.value(), "patient.identifier")
                : new ByPerson(person(relative(one.value(), base), "patient"));
    }

    private static String relative(String value, String base) {
        String path = value.startsWith(base + "/") ? value.substring(base.length() + 1) : value;
        return path.startsWith("Patient/") ? path.substring("Patient/".length()) : path;
    }

    /** A person id. */
    static UUID person(String text, String place) {
        if (text.length() == 36) {
            try {
                UUID id = UUID.fromString(text);
                if (id.toString().equalsIgnoreCase(text)) {
                    return id;
                }
            } catch (IllegalArgumentException e) {
                throw invalid(place);
            }
        }
        throw invalid(place);
    }

    /** An identifier token: {@code system|value}, both of them. */
    static ByIdentifier identifier(String token, String place) {
        int bar = token.indexOf('|');
        if (bar < 1 || bar == token.length() - 1 || token.indexOf(',') >= 0) {
            throw invalid(place);
        }
        return new ByIdentifier(token.substring(0, bar), token.substring(bar + 1));
    }

    /** Fails unless {@code token} is {@code system|value}. */
    static void check(String token, String place) {
        Whom _ = identifier(token, place);
    }

    static Faulted invalid(String place) {
        return new Faulted(Fault.of(Kind.INVALID_IDENTIFIER).at(place), "identifier");
    }
}
