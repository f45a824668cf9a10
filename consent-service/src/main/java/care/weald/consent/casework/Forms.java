package care.weald.consent.casework;

import care.weald.consent.casework.Lodging.OnBehalf;
import care.weald.consent.decision.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Parameters of each thing that is done with a case. */
final class Forms {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String CATEGORY = "category";
    private static final String EXCEPTED = "excepted-organization";
    private static final String REASON = "reason";
    private static final Set<String> LODGING =
            Set.of(REASON, "on-behalf-of", "authority", CATEGORY, EXCEPTED, "interim");
    private static final Set<String> JUDGEMENT =
            Set.of(REASON, "outcome", CATEGORY, EXCEPTED, "from", "until", "review");

    private Forms() {}

    /** An objection as it is lodged. Who objects for somebody else MUST say by what authority. */
    static Reading<Lodging> lodging(@Nullable String body) {
        return Form.read(body, LODGING, form -> {
            Optional<OnBehalf> known =
                    form.text("on-behalf-of").map(OnBehalf::of).orElse(Optional.of(OnBehalf.SELF));
            if (known.isEmpty()) {
                form.fault("on-behalf-of");
            }
            OnBehalf onBehalf = known.orElse(OnBehalf.SELF);
            Optional<String> authority = form.text("authority");
            if (onBehalf == OnBehalf.SELF && authority.isPresent()) {
                form.fault("authority");
            }
            return new Lodging(
                    form.words(REASON),
                    onBehalf,
                    onBehalf == OnBehalf.SELF ? "" : form.words("authority"),
                    form.scope(),
                    form.flag("interim"));
        });
    }

    /** A step that says a text under {@code name}. */
    static Reading<String> text(@Nullable String body, String name) {
        return Form.read(body, Set.of(name), form -> form.words(name));
    }

    /**
     * A decision. One in part MUST say what is left of it, and no other may; nothing begins in the past, ends before it
     * begins, or is looked at again on a day that is over.
     */
    static Reading<Judgement> judgement(@Nullable String body, Instant now, int reviewMonths) {
        return Form.read(body, JUDGEMENT, form -> {
            Optional<Outcome> outcome = form.text("outcome").flatMap(Outcome::of);
            if (outcome.isEmpty()) {
                form.fault("outcome");
            }
            Judgement judgement = judgement(form, outcome.orElse(Outcome.NOT_UPHELD), now, reviewMonths);
            check(form, judgement, now);
            return judgement;
        });
    }

    private static Judgement judgement(Form form, Outcome outcome, Instant now, int reviewMonths) {
        LocalDate today = LocalDate.ofInstant(now, LONDON);
        return new Judgement(
                outcome,
                form.words(REASON),
                form.scope(),
                form.moment("from").orElse(now),
                form.moment("until").orElse(null),
                form.day("review").orElse(today.plusMonths(reviewMonths)));
    }

    private static void check(Form form, Judgement judgement, Instant now) {
        Scope scope = judgement.scope();
        boolean bounded = !scope.isWhole() || !scope.excepted().isEmpty() || judgement.until() != null;
        boolean all = scope.categories().containsAll(Scope.ALL);
        if (bounded != (judgement.outcome() == Outcome.UPHELD_IN_PART) || all) {
            form.fault("outcome");
        }
        if (judgement.from().isBefore(now)) {
            form.fault("from");
        }
        if (judgement.until() != null && !judgement.until().isAfter(judgement.from())) {
            form.fault("until");
        }
        if (!judgement.review().isAfter(LocalDate.ofInstant(now, LONDON))) {
            form.fault("review");
        }
    }
}
