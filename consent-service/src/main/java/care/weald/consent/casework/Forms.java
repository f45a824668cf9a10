package care.weald.consent.casework;

import care.weald.consent.casework.Lodging.OnBehalf;
import care.weald.consent.decision.Reading;
import care.weald.consent.form.Form;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Parameters of each thing that is done with a case. */
final class Forms {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String CATEGORY = "category";
    private static final String EXCEPTED = "excepted-organization";
    private static final String REASON = "reason";
    private static final Set<String> LODGING =
            Set.of(REASON, "on-behalf-of", "authority", CATEGORY, EXCEPTED, "interim");
    private static final String ORGANISATION = "organization";
    private static final Set<String> BY_CITIZEN =
            Set.of(REASON, "on-behalf-of", "authority", CATEGORY, EXCEPTED, "interim", ORGANISATION);
    private static final Set<String> JUDGEMENT =
            Set.of(REASON, "outcome", CATEGORY, EXCEPTED, "from", "until", "review");

    private Forms() {}

    /** An objection, and the ODS code of where it is lodged. */
    record At(Lodging said, String organisation) {}

    /** What was said, at an organisation. */
    static Reading<At> at(Lodging said, String organisation) {
        return new Reading.Read<>(new At(said, organisation));
    }

    /**
     * An objection as a citizen lodges it, for himself or herself or as a proxy, with one of the organisations where the
     * person is registered: it MUST be named where there are several.
     */
    static Reading<At> ofCitizen(@Nullable String body, boolean self, Set<String> registeredAt) {
        return Form.read(body, BY_CITIZEN, form -> {
            Lodging said = lodging(form);
            if ((said.onBehalf() == OnBehalf.SELF) != self) {
                form.fault("on-behalf-of");
            }
            String organisation = form.text(ORGANISATION)
                    .orElse(registeredAt.size() == 1 ? registeredAt.iterator().next() : "");
            if (!registeredAt.contains(organisation)) {
                form.fault(ORGANISATION);
            }
            return new At(said, organisation);
        });
    }

    /** An objection as it is lodged. Who objects for somebody else MUST say by what authority. */
    static Reading<Lodging> lodging(@Nullable String body) {
        return Form.read(body, LODGING, Forms::lodging);
    }

    private static Lodging lodging(Form form) {

        Optional<OnBehalf> known = form.text("on-behalf-of").map(OnBehalf::of).orElse(Optional.of(OnBehalf.SELF));
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
                scope(form),
                form.flag("interim"));
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
                scope(form),
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

    /** What an objection reaches. */
    private static Scope scope(Form form) {
        Set<String> categories = form.several(CATEGORY, Pattern.compile("cat-[0-9]{2}"));
        if (!Scope.ALL.containsAll(categories)) {
            form.fault(CATEGORY);
        }
        return new Scope(categories, form.several(EXCEPTED, Form.ODS));
    }
}
