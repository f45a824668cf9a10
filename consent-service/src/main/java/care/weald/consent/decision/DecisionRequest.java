package care.weald.consent.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /decisions}.
 *
 * @param interaction what is wanted
 * @param person the person token; empty when it is not about a person
 * @param own of a citizen, the person token that says who that is; empty of everybody else
 * @param audiences the services that the permits are for
 */
record DecisionRequest(Interaction interaction, String person, String own, Set<String> audiences) {

    private static final Set<String> MEMBERS = Set.of("interaction", "person", "own", "audiences");
    private static final Set<String> AUDIENCES = Set.of("record-service", "identity-service", "audit-service");

    static Reading<DecisionRequest> parse(@Nullable String body) {
        return Body.object(body, MEMBERS).then(DecisionRequest::read);
    }

    private static Reading<DecisionRequest> read(JsonNode node) {
        Optional<Interaction> interaction =
                Interaction.of(node.path("interaction").asText());
        if (!node.path("interaction").isTextual() || interaction.isEmpty()) {
            return Reading.invalid("interaction: not one that is known");
        }
        JsonNode person = node.path("person");
        boolean given = person.isTextual() && !person.textValue().isEmpty();
        boolean left = person.isMissingNode() || person.isNull();
        if (!given && (!left || interaction.get().isOfPerson())) {
            return Reading.invalid("person: a person token is needed");
        }
        if (given && !interaction.get().mayBeOfPerson()) {
            return Reading.invalid("person: this interaction is not about a person");
        }
        JsonNode own = node.path("own");
        if (!own.isMissingNode() && (!own.isTextual() || own.textValue().isEmpty())) {
            return Reading.invalid("own: not a person token");
        }
        return audiences(node.path("audiences"))
                .then(audiences -> new Reading.Read<>(new DecisionRequest(
                        interaction.get(), given ? person.textValue() : "", own.asText(""), audiences)));
    }

    private static Reading<Set<String>> audiences(JsonNode list) {
        Set<String> found = new LinkedHashSet<>();
        if (!list.isArray() || list.isEmpty()) {
            return Reading.invalid("audiences: an array of at least one service is needed");
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            if (!one.isTextual() || !AUDIENCES.contains(one.textValue())) {
                return Reading.invalid("audiences[" + i + "]: not a service that reads permits");
            }
            found.add(one.textValue());
        }
        return new Reading.Read<>(found);
    }
}
