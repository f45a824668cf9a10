package care.weald.audit.accesslog;

import care.weald.audit.accesslog.Use.By;
import care.weald.audit.accesslog.Use.Ending.Failed;
import care.weald.audit.accesslog.Use.Ending.Nothing;
import care.weald.audit.accesslog.Use.Ending.Refused;
import care.weald.audit.accesslog.Use.Ending.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One use of a record in plain words, said to the person whose record it is. */
final class Sentence {

    /** Interactions whose words are the reason themselves. */
    private static final Set<String> SAY_WHY = Set.of("claim", "override");

    private final Words words;
    private final boolean staffNames;

    /** Sentences in {@code words}; they name members of staff only with {@code staffNames}. */
    Sentence(Words words, boolean staffNames) {
        this.words = words;
        this.staffNames = staffNames;
    }

    /** What happened. */
    String of(Use use) {
        String happened = switch (use.ending()) {
            case Shown shown -> done(use) + saw(use) + (shown.withheld() ? " Some of it was kept back." : "");
            case Nothing _ -> asked(use) + ". There was nothing to show.";
            case Failed _ -> asked(use) + ". The service failed, and nothing was shown.";
            case Refused refused ->
                asked(use) + " and was refused, because " + words.refusal(refused.reason()) + ". Nothing was shown.";
        };
        return happened + basis(use);
    }

    /** The organisation, by its name where it is known. */
    static String organisation(By by) {
        return by.organisationName().isBlank() ? by.organisation() : by.organisationName();
    }

    /** The member of staff's role, or that it was a system. */
    String role(By by) {
        String roles = by.roles().stream()
                .map(words::role)
                .filter(role -> !role.isEmpty())
                .distinct()
                .collect(joined());
        return by.system() ? "a computer system" : roles.isEmpty() ? "somebody" : roles;
    }

    /** Why, as far as there are words for it. */
    String why(Use use) {
        return use.purposes().stream()
                .map(words::purpose)
                .filter(why -> !why.isEmpty())
                .collect(joined());
    }

    /** The categories that were shown. */
    List<String> categories(Use use) {
        return use.categories().stream().map(words::category).distinct().toList();
    }

    private String done(Use use) {
        return who(use) + " " + words.interaction(use.interaction()) + because(use) + ".";
    }

    private String asked(Use use) {
        return who(use) + " asked for something about you" + because(use);
    }

    private String because(Use use) {
        String why = why(use);
        boolean saidAlready = use.isOwn() || SAY_WHY.contains(use.interaction());
        return saidAlready || why.isEmpty() ? "" : " " + why;
    }

    private String who(Use use) {
        if (use.isOwn()) {
            return "You";
        }
        if (use.basis().equals("proxy")) {
            return "Somebody who may act for you";
        }
        By by = use.by();
        String named = staffNames && !by.name().isBlank() ? by.name() + ", " + role(by) + "," : role(by);
        return named.substring(0, 1).toUpperCase(Locale.ROOT) + named.substring(1) + " at " + organisation(by);
    }

    private String saw(Use use) {
        List<String> categories = categories(use);
        String they = use.isOwn() ? " You saw: " : " They saw: ";
        return categories.isEmpty() ? "" : they + String.join("; ", categories) + ".";
    }

    private static String basis(Use use) {
        return switch (use.basis()) {
            case "claim" -> use.interaction().equals("claim") ? "" : " They had said that they care for you, and why.";
            case "override" ->
                use.interaction().equals("override")
                        ? ""
                        : " They had declared an emergency to set aside what would have hidden it.";
            default -> "";
        };
    }

    private static java.util.stream.Collector<CharSequence, ?, String> joined() {
        return Collectors.joining(" and ");
    }
}
