package care.weald.identity.permit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;

/**
 * What consent-service decided for one caller (docs/contracts/tokens.md, Permit; IHE PCF ITI-107).
 *
 * @param subject the caller's {@code sub}
 * @param permitted false for a deny, which opens nothing here
 * @param interaction what the caller is about to do
 * @param person the person id, empty when there is no person
 * @param sourcePatients the source patients whose data may be shown
 * @param restricted true for a restricted person
 * @param levels F, K or A by category or facet; a category that is not there is not shown
 */
public record Permit(
        String subject,
        boolean permitted,
        String interaction,
        String person,
        Set<UUID> sourcePatients,
        boolean restricted,
        Map<String, String> levels) {

    private static final Map<String, String> EVERYTHING = Map.of("cat-01", "F", "cat-02", "F", "cat-06", "F");

    public Permit {
        sourcePatients = Set.copyOf(sourcePatients);
        levels = Map.copyOf(levels);
    }

    /** The level of {@code category}: F, K or A; empty when it is not shown. */
    public Optional<String> level(String category) {
        return Optional.ofNullable(levels.get(category));
    }

    /**
     * The same where it is for a copy, whose permit has no levels: a person's own has everything, and what was seen is shown
     * as it was, at the levels {@code then} ({@code cat-01=F,cat-02=K}). Of any other permit {@code then} changes nothing.
     */
    public Permit at(@Nullable String then) {
        return switch (interaction) {
            case "seen" -> with(levels(then == null ? "" : then));
            case "subject-access" -> with(EVERYTHING);
            default -> this;
        };
    }

    private static Map<String, String> levels(String then) {
        Map<String, String> levels = new HashMap<>();
        for (String level : then.split(",", -1)) {
            if (level.matches("cat-(01|02|06)=[FKA]")) {
                levels.put(level.substring(0, 6), level.substring(7));
            }
        }
        return levels;
    }

    private Permit with(Map<String, String> others) {
        return new Permit(subject, permitted, interaction, person, sourcePatients, restricted, others);
    }

    /** Reads the claims of a verified permit; empty when one that MUST be there is not. */
    static Optional<Permit> from(JwtClaims claims) {
        try {
            if (!(claims.getClaimValue("weald") instanceof Map<?, ?> weald)
                    || !(weald.get("decision") instanceof String decision)
                    || !(weald.get("interaction") instanceof String interaction)) {
                return Optional.empty();
            }
            return Optional.of(new Permit(
                    claims.getSubject(),
                    decision.equals("permit"),
                    interaction,
                    person(claims.getClaimValue("extensions")),
                    sourcePatients(weald.get("source_patients")),
                    Boolean.TRUE.equals(weald.get("restricted")),
                    levels(weald.get("levels"))));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String person(@Nullable Object extensions) {
        return extensions instanceof Map<?, ?> map
                        && map.get("ihe_pcf") instanceof Map<?, ?> pcf
                        && pcf.get("patient_id") instanceof String person
                ? person
                : "";
    }

    private static Set<UUID> sourcePatients(@Nullable Object claim) {
        List<?> list = claim instanceof List<?> sources ? sources : List.of();
        return list.stream()
                .map(source -> source instanceof Map<?, ?> map && map.get("patient") instanceof String id ? id : "")
                .map(UUID::fromString)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, String> levels(@Nullable Object claim) {
        Map<?, ?> map = claim instanceof Map<?, ?> levels ? levels : Map.of();
        return map.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())));
    }
}
