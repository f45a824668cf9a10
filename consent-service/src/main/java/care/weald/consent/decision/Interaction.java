package care.weald.consent.decision;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller wants to do. */
public enum Interaction {
    DEMOGRAPHICS(About.PERSON),
    READ(About.PERSON),
    SEARCH(About.PERSON),
    RECORD(About.PERSON),
    EVERYTHING(About.PERSON),
    DIRECTORY(About.NOBODY),
    FEED(About.NOBODY),
    /** Searching the audit trail, of one person or of all. */
    AUDIT(About.EITHER),
    /** Tracing people by their demographics. */
    PEOPLE(About.NOBODY),
    /** Showing one person whom tracing has found: asked for by {@code POST /decisions/trace} only. */
    TRACE(About.PERSON),
    /** Merging and unlinking people, and the list of possible duplicates. */
    STEWARD(About.NOBODY),
    /** Training, trying, approving and taking back versions of the match model, which is one for all partners. */
    MODELS(About.NOBODY),
    /** What is wrong with the items of an organisation's own feeds. */
    QUALITY(About.NOBODY),
    /** Watching what is done with records: alerts, cases, rules and statistics. */
    MONITOR(About.NOBODY),
    /** Claiming a relationship: asked for by {@code POST /relationship-claims} only. */
    CLAIM(About.PERSON),
    /** Setting aside what hides a person: asked for by {@code POST /overrides} only. */
    OVERRIDE(About.PERSON),
    /** Lodging an objection for a person, and seeing that person's: asked for by {@code /objections} only. */
    OBJECT(About.PERSON),
    /** Dealing with the organisation's own objections: asked for by {@code /objections} only. */
    OBJECTIONS(About.NOBODY),
    /** Looking into the overrides of the organisation's own users: asked for by {@code /follow-ups} only. */
    OVERRIDES(About.NOBODY),
    /** Reading, by a citizen, who has seen a record. */
    ACCESS_LOG(About.PERSON),
    /** Seeing again what somebody was shown, byte for byte (row D14). */
    SEEN(About.PERSON),
    /** Asking for a copy of all that is held of a person, and fetching it (row X5). */
    SUBJECT_ACCESS(About.PERSON),
    /** Deciding, as a health professional, what of such a copy is kept back (row X5). */
    DISCLOSURE_REVIEW(About.PERSON),
    /** Recording who may see a person's record as a proxy: asked for by {@code /delegations} only. */
    DELEGATE(About.PERSON),
    /** Being told what is decided for oneself, and by what rules: asked for by {@code /explanations} only. */
    EXPLAIN(About.EITHER),
    /** Being told what is decided for somebody of the same organisation: asked for by {@code /explanations} only. */
    REVIEW(About.EITHER),
    /** Letting data of many people leave, under a named agreement: asked for by {@code /egress-decisions} only. */
    EGRESS(About.NOBODY),
    /** Whether one person may be among them: asked for by {@code /egress-decisions} only. */
    RELEASE(About.PERSON),
    /** Drafting, trying, approving and switching versions of the matrix: asked for by its own paths only. */
    POLICY(About.NOBODY);

    private static final Set<Interaction> BY_THEMSELVES = EnumSet.of(
            CLAIM, TRACE, OVERRIDE, OBJECT, OBJECTIONS, OVERRIDES, DELEGATE, EXPLAIN, REVIEW, EGRESS, RELEASE, POLICY);

    private static final Set<Interaction> OF_RECORD = EnumSet.of(DEMOGRAPHICS, READ, SEARCH, RECORD, EVERYTHING);

    private enum About {
        PERSON,
        NOBODY,
        EITHER
    }

    private final About about;

    Interaction(About about) {
        this.about = about;
    }

    /** True when it may be about one person, whose person token is then there. */
    public boolean mayBeOfPerson() {
        return about != About.NOBODY;
    }

    /** True when it is about one person, whose person token MUST be there. */
    public boolean isOfPerson() {
        return about == About.PERSON;
    }

    /** True of those that show a record, or a part of it. */
    boolean isOfRecord() {
        return OF_RECORD.contains(this);
    }

    /** The word in requests and permits. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The interaction that {@code POST /decisions} knows by this word; empty for any other word. */
    public static Optional<Interaction> of(String code) {
        return Arrays.stream(values())
                .filter(one -> !BY_THEMSELVES.contains(one) && one.code().equals(code))
                .findFirst();
    }
}
