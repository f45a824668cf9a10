package care.weald.consent.override;

import care.weald.consent.form.Terms;
import care.weald.consent.override.OverrideRepository.Confirmed;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;

/** What becomes of a confirmation, as an answer. */
final class OverrideAnswers {

    private OverrideAnswers() {}

    static Response confirmed(Confirmed confirmed) {
        return switch (confirmed) {
            case Confirmed.Missing _ ->
                Problem.of(Kind.NOT_FOUND, "There is no such override").toResponse();
            case Confirmed.Refused refused ->
                Problem.of(
                                refused.rule().equals("confirmed") ? Kind.CONFLICT : Kind.REFUSED,
                                "A rule speaks against it")
                        .with("rule", refused.rule())
                        .toResponse();
            case Confirmed.Done done -> {
                ObjectNode told = Terms.parameters();
                Terms.parameter(told, "expires")
                        .put("valueInstant", done.expires().toString());
                Terms.parameter(told, "patient").put("valueId", done.person().toString());
                yield Response.ok(told.toString()).build();
            }
        };
    }
}
