package care.weald.consent.override;

import care.weald.consent.decision.Reading;
import care.weald.consent.form.Form;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Parameters of what is done with an override after it is declared. */
final class OverrideForms {

    private static final String OVERRIDE = "override";
    private static final String REASON = "reason";
    private static final String OUTCOME = "outcome";
    private static final UUID NONE = new UUID(0, 0);

    private OverrideForms() {}

    /** Which override is confirmed, and why. */
    record Confirming(UUID override, String reason) {}

    /** What looking into an override came to: {@code justified} or {@code not-justified}, and why. */
    record Closing(String outcome, String reason) {}

    static Reading<Confirming> confirmation(@Nullable String body) {
        return Form.read(body, Set.of(OVERRIDE, REASON), form -> {
            UUID id = form.id(OVERRIDE).orElse(NONE);
            if (id.equals(NONE)) {
                form.fault(OVERRIDE);
            }
            return new Confirming(id, form.words(REASON));
        });
    }

    static Reading<Closing> closing(@Nullable String body) {
        return Form.read(
                body,
                Set.of(OUTCOME, REASON),
                form -> new Closing(form.word(OUTCOME, Pattern.compile("(not-)?justified")), form.words(REASON)));
    }
}
