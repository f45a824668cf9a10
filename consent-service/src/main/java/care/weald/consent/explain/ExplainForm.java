package care.weald.consent.explain;

import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Reading;
import care.weald.consent.form.Form;
import care.weald.consent.token.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be explained.
 *
 * @param decision id of a decision that was made; absent when it is about what would be decided
 * @param user whose decision it is; empty for the caller's own
 * @param client the user's client; empty for the caller's
 * @param roles the user's job roles; none for the caller's own
 * @param purpose the user's purpose of use; empty for the caller's
 * @param interaction what is wanted
 * @param category the category whose level is wanted; empty for all
 * @param at when; absent for now
 */
record ExplainForm(
        @Nullable UUID decision,
        String user,
        String client,
        List<String> roles,
        String purpose,
        Interaction interaction,
        String category,
        @Nullable Instant at) {

    private static final Set<String> NAMES =
            Set.of("decision", "user", "client", "role", "purpose", "interaction", "category", "at");
    private static final Pattern TEXT = Pattern.compile("[!-~]{1,200}");
    private static final Set<Interaction> EXPLAINED = Set.of(
            Interaction.DEMOGRAPHICS, Interaction.READ, Interaction.SEARCH, Interaction.RECORD, Interaction.EVERYTHING);

    ExplainForm {
        roles = List.copyOf(roles);
    }

    /** True when it is about what is decided for the caller. */
    boolean isOwn() {
        return user.isEmpty() && roles.isEmpty();
    }

    /** Whom it is about: the caller, or somebody of the same organisation. */
    Caller of(Caller caller) {
        return new Caller(
                user.isEmpty() ? (isOwn() ? caller.subject() : "") : user,
                "",
                caller.organisation(),
                roles.isEmpty() ? caller.roles() : roles,
                purpose.isEmpty() ? caller.purposes() : List.of(purpose),
                client.isEmpty() ? caller.client() : client,
                caller.assurance(),
                Set.of());
    }

    static Reading<ExplainForm> read(@Nullable String body, Instant now) {
        return Form.read(body, NAMES, form -> {
            Optional<UUID> decision = form.id("decision");
            String purpose = form.text("purpose").orElse("");
            if (!purpose.isEmpty() && !Caller.PURPOSES.contains(purpose)) {
                form.fault("purpose");
            }
            Optional<Instant> at = form.moment("at");
            if (at.filter(now::isBefore).isPresent()) {
                form.fault("at");
            }
            return new ExplainForm(
                    decision.orElse(null),
                    word(form, "user", TEXT),
                    word(form, "client", TEXT),
                    List.copyOf(form.several("role", Pattern.compile("R[0-9]{4}"))),
                    purpose,
                    interaction(form),
                    word(form, "category", Pattern.compile("cat-(0[1-9]|1[0-9]|2[0-2])(/[a-z-]+)?")),
                    at.orElse(null));
        });
    }

    private static String word(Form form, String name, Pattern pattern) {
        return form.text(name).isPresent() ? form.word(name, pattern) : "";
    }

    private static Interaction interaction(Form form) {
        Optional<Interaction> known = Interaction.of(form.text("interaction").orElse("record"));
        if (known.filter(EXPLAINED::contains).isEmpty()) {
            form.fault("interaction");
        }
        return known.orElse(Interaction.RECORD);
    }

    @Override
    public String toString() {
        return "ExplainForm[***]";
    }
}
