package care.weald.gateway.partner;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.token.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the claims of a citizen's own access token into a caller (NHS login; row X4): the role of a citizen and no other,
 * the citizen's own purpose, and of its scopes those that are about the patient.
 */
final class CitizenClaims {

    /** The role of a citizen (v3-RoleClass), which no partner's token may claim. */
    static final String ROLE = "CIT";

    private static final String PURPOSE = "PATRQT";
    private static final String PATIENT = "patient/";

    private CitizenClaims() {}

    /** Whether these claims say whose NHS number the holder has. */
    static boolean are(JsonNode claims, PartnerConfig.Claims names) {
        return !claims.path(names.nhsNumber()).asText("").isEmpty();
    }

    /** The citizen these claims make; unfit when they say that it is staff too. */
    static Partner read(PartnerClaims.Holder holder, JsonNode claims, PartnerConfig.Claims names, String organisation) {
        if (claims.has(names.role()) || claims.has(names.organisation())) {
            return new Partner.Unfit(holder.client(), Fault.of(Kind.REFUSED).because("citizen-role"));
        }
        Set<String> scopes = PartnerClaims.scopes(claims.path("scope").asText("")).stream()
                .filter(scope -> scope.startsWith(PATIENT))
                .collect(Collectors.toSet());
        Caller caller = new Caller(
                holder.subject(),
                claims.path(names.name()).asText(""),
                organisation,
                List.of(ROLE),
                List.of(PURPOSE),
                holder.client(),
                level(claims.path(names.proofing()).asText("")),
                scopes);
        return new Partner.Known(
                holder.tokenId(), caller, "", claims.path(names.nhsNumber()).asText());
    }

    /** The identity level of a vector of trust, such as P9; empty when there is none. */
    private static String level(String vector) {
        return Arrays.stream(vector.split("\\.", -1))
                .filter(part -> part.matches("P[0-9]"))
                .findFirst()
                .orElse("");
    }
}
