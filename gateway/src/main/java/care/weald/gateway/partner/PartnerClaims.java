package care.weald.gateway.partner;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.token.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the claims of a verified access token into a caller (IHE IUA 3.71.4.2.2.1). */
final class PartnerClaims {

    private PartnerClaims() {}

    /** Who holds a token. */
    record Holder(String tokenId, String client, String subject) {

        @Override
        public String toString() {
            return "Holder[***]";
        }
    }

    /**
     * The partner these claims make; unfit without a client or organisation (403), or a known purpose (400).
     *
     * @param citizens ODS code of the organisation for which citizens come; empty when none may
     */
    static Partner read(String tokenId, JsonNode claims, PartnerConfig.Claims names, String citizens) {
        String client = names.client().stream()
                .map(name -> claims.path(name).asText(""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        String subject = claims.path("sub").asText("");
        if (client.isEmpty() || subject.isEmpty()) {
            return new Partner.Unfit(client, Fault.of(Kind.REFUSED).because("client-missing"));
        }
        if (CitizenClaims.are(claims, names)) {
            return citizens.isEmpty()
                    ? new Partner.Unfit(client, Fault.of(Kind.REFUSED).because("citizen-provider"))
                    : CitizenClaims.read(new Holder(tokenId, client, subject), claims, names, citizens);
        }
        return staff(new Holder(tokenId, client, subject), claims, names);
    }

    private static Partner staff(Holder holder, JsonNode claims, PartnerConfig.Claims names) {
        String client = holder.client();
        String organisation = claims.path(names.organisation()).asText("");
        if (organisation.isEmpty()) {
            return new Partner.Unfit(client, Fault.of(Kind.REFUSED).because("organisation-missing"));
        }
        List<String> purposes = strings(claims.path(names.purpose()));
        if (purposes.isEmpty() || !Caller.PURPOSES.containsAll(purposes)) {
            return new Partner.Unfit(client, Fault.of(Kind.MISSING_PURPOSE));
        }
        List<String> roles = strings(claims.path(names.role()));
        if (roles.contains(CitizenClaims.ROLE)) {
            return new Partner.Unfit(client, Fault.of(Kind.REFUSED).because("citizen-role"));
        }
        Caller caller = new Caller(
                holder.subject(),
                claims.path(names.name()).asText(""),
                organisation,
                roles,
                purposes,
                client,
                claims.path("acr").asText(""),
                scopes(claims.path("scope").asText("")));
        return new Partner.Known(
                holder.tokenId(), caller, claims.path(names.organisationName()).asText(""));
    }

    static Set<String> scopes(String scope) {
        return scope.isBlank() ? Set.of() : Set.copyOf(List.of(scope.trim().split(" +")));
    }

    private static List<String> strings(JsonNode claim) {
        List<String> values = new ArrayList<>();
        if (claim.isTextual()) {
            values.add(claim.textValue());
        }
        claim.forEach(item -> {
            if (item.isTextual()) {
                values.add(item.textValue());
            }
        });
        return values.stream().filter(value -> !value.isBlank()).distinct().toList();
    }
}
