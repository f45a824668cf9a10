package care.weald.consent.casework;

import care.weald.consent.casework.ObjectionCase.Done;
import care.weald.consent.casework.ObjectionCase.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The letter about an outcome (UK GDPR Article 12): what was decided, why, until when, and what can be done about it. */
final class Letter {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private Letter() {}

    /** The letter about the last decision of a case that has one. It names nobody: whoever sends it does. */
    static String of(ObjectionCase decided) {
        Done decision = decided.steps().stream()
                .filter(done -> done.action().equals("decide"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        Outcome outcome = Outcome.of(decision.outcome()).orElseThrow();
        StringBuilder text = new StringBuilder("Your objection of ")
                .append(day(decided.lodgedAt()))
                .append(" to the sharing of your care record was decided by a clinician on ")
                .append(day(decision.at()))
                .append(".\n\n")
                .append(what(outcome, decided))
                .append("\n\nThe reason: ")
                .append(decision.text())
                .append("\n\n");
        LocalDate review = decided.review();
        if (review != null) {
            text.append("We look at this again by ").append(DAY.format(review)).append(". ");
        }
        return text.append(
                        "If you do not agree, tell us, and another clinician decides again. You can also complain to")
                .append(" the Information Commissioner's Office (ico.org.uk).\n")
                .toString();
    }

    private static String what(Outcome outcome, ObjectionCase decided) {
        return switch (outcome) {
            case UPHELD -> "It is upheld. Your record is no longer shared through the shared care record.";
            case NOT_UPHELD -> "It is not upheld. Your record goes on being shared for your care.";
            case UPHELD_IN_PART ->
                decided.effects().stream()
                        .filter(effect -> !effect.interim())
                        .max(Comparator.comparing(Effect::from))
                        .map(Letter::part)
                        .orElseThrow();
        };
    }

    private static String part(Effect effect) {
        Scope scope = effect.scope();
        StringBuilder text = new StringBuilder("It is upheld in part. ")
                .append(
                        scope.isWhole()
                                ? "Your record is"
                                : "These kinds of information are"
                                        + scope.categories().stream()
                                                .sorted()
                                                .collect(Collectors.joining(", ", " (", ")")))
                .append(" no longer shared");
        if (!scope.excepted().isEmpty()) {
            text.append(scope.excepted().stream().sorted().collect(Collectors.joining(", ", " but with ", "")));
        }
        text.append(" from ").append(day(effect.from()));
        Instant until = effect.until();
        if (until != null) {
            text.append(" until ").append(day(until));
        }
        return text.append('.').toString();
    }

    private static String day(Instant moment) {
        return DAY.format(moment.atZone(LONDON));
    }
}
