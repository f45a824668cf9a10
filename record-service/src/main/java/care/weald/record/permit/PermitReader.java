package care.weald.record.permit;

import care.weald.record.category.Category;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit.Scope;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.token.Caller;
import care.weald.record.token.TokenType;
import care.weald.record.token.TokenVerifier;
import care.weald.record.token.Verification.Refused;
import care.weald.record.token.Verification.Verified;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** Verifies a permit and that it is this caller's, for this interaction. Anything it does not understand is refused. */
@ApplicationScoped
public class PermitReader {

    private static final Logger LOG = Logger.getLogger(PermitReader.class);
    private static final UUID NOBODY = new UUID(0, 0);
    private static final Set<String> PERSONLESS = Set.of("directory", "feed", "quality");

    private final TokenVerifier tokens;

    PermitReader(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /** The permit of {@code header} if it lets {@code caller} do one of {@code interactions}. */
    public Uni<Permission> read(Principal caller, @Nullable String header, Set<String> interactions) {
        if (header == null || header.isEmpty()) {
            return Uni.createFrom().item(denied(Kind.REFUSED, "There is no permit", "permit-missing"));
        }
        return tokens.verify(TokenType.PERMIT, header).map(result -> switch (result) {
            case Refused refused ->
                denied(Kind.INVALID_TOKEN, "The permit does not hold", "permit-" + refused.reason());
            case Verified verified -> permission(verified.claims(), caller, interactions);
        });
    }

    private static Permission permission(JwtClaims claims, Principal caller, Set<String> interactions) {
        if (!(caller instanceof Caller known)
                || !known.subject().equals(claims.getClaimValue("sub"))
                || !known.organisation().equals(organisation(claims))) {
            return denied(Kind.REFUSED, "The permit is another caller's", "permit-other-caller");
        }
        if (!(claims.getClaimValue("weald") instanceof Map<?, ?> weald) || !"permit".equals(weald.get("decision"))) {
            return denied(Kind.REFUSED, "This is no permit", "permit-not-permitting");
        }
        if (!(weald.get("interaction") instanceof String interaction) || !interactions.contains(interaction)) {
            return denied(Kind.REFUSED, "The permit is for something else", "permit-other-interaction");
        }
        return permit(claims, weald, interaction, known.organisation())
                .<Permission>map(Granted::new)
                .orElseGet(() -> denied(Kind.INVALID_TOKEN, "The permit cannot be understood", "permit-unreadable"));
    }

    private static @Nullable Object organisation(JwtClaims claims) {
        return extension(claims, "ihe_iua").get("subject_organization_id");
    }

    private static Map<?, ?> extension(JwtClaims claims, String name) {
        return claims.getClaimValue("extensions") instanceof Map<?, ?> extensions
                        && extensions.get(name) instanceof Map<?, ?> one
                ? one
                : Map.of();
    }

    private static Optional<Permit> permit(JwtClaims claims, Map<?, ?> weald, String interaction, String organisation) {
        if (PERSONLESS.contains(interaction)) {
            return Optional.of(new Permit(interaction, NOBODY, List.of(), Map.of(), Set.of()));
        }
        try {
            if (!(extension(claims, "ihe_pcf").get("patient_id") instanceof String person)
                    || !(weald.get("source_patients") instanceof List<?> patients)
                    || !(weald.get("levels") instanceof Map<?, ?> levels)
                    || !(weald.get("hidden_labels") instanceof List<?> hidden)) {
                return Optional.empty();
            }
            Scope scope = new Scope(organisations(weald, patients, organisation), closed(weald));
            return Optional.of(new Permit(
                    interaction, uuid(person), sourcePatients(patients), levels(levels), labels(hidden), scope));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }

    private static List<UUID> sourcePatients(List<?> claim) {
        List<UUID> patients = new ArrayList<>();
        for (Object one : claim) {
            if (!(one instanceof Map<?, ?> map) || !(map.get("patient") instanceof String patient)) {
                throw new IllegalArgumentException("source_patients");
            }
            patients.add(uuid(patient));
        }
        return patients;
    }

    private static Map<String, Character> levels(Map<?, ?> claim) {
        Map<String, Character> levels = new HashMap<>();
        claim.forEach((key, level) -> {
            if (!(key instanceof String name)
                    || !(level instanceof String code)
                    || !Set.of("F", "K", "A").contains(code)) {
                throw new IllegalArgumentException("levels");
            }
            levels.put(name, code.charAt(0));
        });
        return levels;
    }

    /** Who has a restricted person registered is told to nobody but itself. */
    private static Set<String> organisations(Map<?, ?> weald, List<?> claim, String own) {
        Set<String> organisations = new HashSet<>();
        for (Object one : claim) {
            if (one instanceof Map<?, ?> map && map.get("organization") instanceof String organisation) {
                organisations.add(organisation);
            }
        }
        if (!Boolean.FALSE.equals(weald.get("restricted"))) {
            organisations.retainAll(Set.of(own));
        }
        return organisations;
    }

    private static Set<Category> closed(Map<?, ?> weald) {
        Set<Category> closed = new HashSet<>();
        if (weald.get("closed") instanceof List<?> codes) {
            codes.forEach(code -> Category.of(String.valueOf(code)).ifPresent(closed::add));
        }
        return closed;
    }

    private static Set<String> labels(List<?> claim) {
        Set<String> labels = new HashSet<>();
        for (Object label : claim) {
            if (!(label instanceof String code)) {
                throw new IllegalArgumentException("hidden_labels");
            }
            labels.add(code);
        }
        return labels;
    }

    private static Permission denied(Kind kind, String detail, String reason) {
        LOG.infof("event=permit-refused reason=%s", reason);
        return new Denied(Problem.of(kind, detail));
    }
}
