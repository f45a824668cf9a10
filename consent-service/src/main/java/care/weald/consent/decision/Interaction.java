package care.weald.consent.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller wants to do. */
public enum Interaction {
    DEMOGRAPHICS(true),
    READ(true),
    SEARCH(true),
    RECORD(true),
    EVERYTHING(true),
    DIRECTORY(false),
    FEED(false),
    AUDIT(false),
    /** Tracing people by their demographics. */
    PEOPLE(false),
    /** Showing one person whom tracing has found. */
    TRACE(true),
    /** Merging and unlinking people, and the list of possible duplicates. */
    STEWARD(false),
    /** Training, trying, approving and taking back versions of the match model, which is one for all partners. */
    MODELS(false),
    /** Claiming a relationship: asked for by {@code POST /relationship-claims} only. */
    CLAIM(true);

    private final boolean ofPerson;

    Interaction(boolean ofPerson) {
        this.ofPerson = ofPerson;
    }

    /** True when it is about one person, whose person token MUST be there. */
    public boolean isOfPerson() {
        return ofPerson;
    }

    /** The word in requests and permits. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The interaction that {@code POST /decisions} knows by this word; empty for any other word. */
    public static Optional<Interaction> of(String code) {
        return Arrays.stream(values())
                .filter(one -> one != CLAIM && one.code().equals(code))
                .findFirst();
    }
}
