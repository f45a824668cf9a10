package care.weald.audit.access;

import care.weald.audit.access.Decision.About;
import care.weald.audit.access.Decision.Deny;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Terms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** Reads the claims of a verified permit (docs/contracts/tokens.md; IHE IUA 3.71.4.2.2.1, PCF 3.110). */
final class DecisionClaims {

    private DecisionClaims() {}

    /** What the permit says; empty when something it MUST say is missing or is not of its type. */
    static Optional<Decision> read(JwtClaims claims) {
        Map<?, ?> weald = object(claims.getClaimValue("weald"));
        try {
            Terms terms = terms(claims, weald);
            return switch (text(weald, "decision")) {
                case "permit" -> Optional.of(new Permit(terms));
                case "deny" -> Optional.of(new Deny(terms, required(weald, "reason")));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Terms terms(JwtClaims claims, Map<?, ?> weald) {
        Map<?, ?> extensions = object(claims.getClaimValue("extensions"));
        Map<?, ?> iua = object(extensions.get("ihe_iua"));
        return new Terms(
                claims.getClaimValueAsString("sub"),
                required(iua, "subject_organization_id"),
                roles(iua.get("subject_role")),
                required(weald, "decision_id"),
                required(weald, "interaction"),
                person(object(extensions.get("ihe_pcf")).get("patient_id")),
                Linked.read(weald.get("persons")),
                text(weald, "basis"),
                text(weald, "matrix"),
                new About(
                        Near.read(weald.get("near")),
                        Boolean.TRUE.equals(weald.get("restricted")),
                        holders(weald.get("source_patients"))));
    }

    private static List<String> holders(@Nullable Object sourcePatients) {
        return sourcePatients instanceof List<?> list
                ? list.stream()
                        .map(source -> text(object(source), "organization"))
                        .filter(code -> !code.isEmpty())
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
    }

    private static @Nullable UUID person(@Nullable Object claim) {
        if (claim == null) {
            return null;
        }
        if (claim instanceof String id && id.length() == 36) {
            return UUID.fromString(id);
        }
        throw new IllegalArgumentException("patient_id");
    }

    private static List<String> roles(@Nullable Object codings) {
        return codings instanceof List<?> list
                ? list.stream()
                        .map(coding -> text(object(coding), "code"))
                        .filter(code -> !code.isEmpty())
                        .toList()
                : List.of();
    }

    private static String required(Map<?, ?> claims, String name) {
        String value = text(claims, name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    private static String text(Map<?, ?> claims, String name) {
        return claims.get(name) instanceof String value ? value : "";
    }

    private static Map<?, ?> object(@Nullable Object claim) {
        return claim instanceof Map<?, ?> map ? map : Map.of();
    }
}
