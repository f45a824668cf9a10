package care.weald.consent.decision;

import care.weald.consent.agreement.Agreement;
import care.weald.consent.matrix.AccessMatrix;
import care.weald.consent.matrix.AccessMatrix.Access;
import care.weald.consent.matrix.Levels;
import care.weald.consent.matrix.MatrixContent;
import care.weald.consent.matrix.RoleGroup;
import care.weald.consent.objection.Objection;
import care.weald.consent.token.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that a decision rests on.
 *
 * @param interaction what is wanted
 * @param caller who asks
 * @param person whom it is about, {@link Person#NONE} when it is about nobody
 * @param agreement the agreement of the caller's organisation, {@link Agreement#NONE} when it has none
 * @param stated what the caller has stated about the person, and whether the person is the caller's own
 * @param objections the person's upheld objections in force
 * @param secondary what a use other than care rests on besides
 * @param matrix the matrix in force
 * @param programme whether the caller's organisation runs the service for all partners
 * @param today the day in Europe/London
 */
public record Facts(
        Interaction interaction,
        Caller caller,
        Person person,
        Agreement agreement,
        Stated stated,
        List<Objection> objections,
        Secondary secondary,
        AccessMatrix matrix,
        boolean programme,
        LocalDate today) {

    private static final String DEMOGRAPHICS = "cat-01";

    /** Who is rung for a person tells where the person is (S169; row P7): of a restricted one it is shown to nobody. */
    private static final Set<String> WHEREABOUTS = Set.of("cat-02");

    /** What two people together may set aside, and nobody alone (row D4). */
    private static final String VERY_RESTRICTED = "V";

    public Facts {
        objections = List.copyOf(objections);
    }

    /** The facts of a use for care. */
    public Facts(
            Interaction interaction,
            Caller caller,
            Person person,
            Agreement agreement,
            Stated stated,
            List<Objection> objections,
            AccessMatrix matrix,
            boolean programme,
            LocalDate today) {
        this(interaction, caller, person, agreement, stated, objections, Secondary.NONE, matrix, programme, today);
    }

    /** True when every purpose that is stated is care, or what a citizen asks for. */
    boolean isForCare() {
        return Purposes.areOfCare(caller.purposes());
    }

    /** True of a citizen who asks for himself or herself, or as a proxy; whoever has another role besides is none. */
    boolean isCitizen() {
        return caller.roles().equals(List.of(RoleGroup.CITIZEN_ROLE));
    }

    /** The kind of each of the caller's job roles that the matrix knows. */
    List<RoleGroup.Kind> roleKinds() {
        return caller.roles().stream()
                .flatMap(role -> matrix.group(role).stream())
                .map(RoleGroup::kind)
                .toList();
    }

    /** What the caller's job roles may see of anybody, as far as its organisation's agreement goes. */
    Levels allowed() {
        return access().levels().without(agreement.excludedCategories());
    }

    /**
     * The categories that this leaves nothing of, or some facets only. It MUST NOT depend on the person: it is what a
     * reader may be told of as withheld (row R8).
     */
    Set<String> closed() {
        Set<String> open = allowed().byCode().keySet();
        return matrix.content().names().categories().stream()
                .map(MatrixContent.Named::code)
                .filter(category -> !open.contains(category))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What the caller may see of this person: that, less what a restriction and the person's objections take away. An
     * override sets objections aside, and nothing else; one's own objections are not to oneself.
     */
    Levels levels() {
        Set<String> withheld = new TreeSet<>(person.restricted() ? WHEREABOUTS : Set.of());
        for (Objection objection : isCitizen() ? List.<Objection>of() : objections) {
            if (!stated.overridden() && objection.concerns(caller.organisation())) {
                if (objection.isFull()) {
                    return Levels.NOTHING;
                }
                withheld.addAll(objection.categories());
            }
        }
        return allowed().without(withheld);
    }

    Access access() {
        return matrix.access(caller.roles());
    }

    /**
     * The labels of items that are not shown. Two people together open what is very restricted; a proxy is shown nothing
     * that bears a label at all.
     */
    Set<String> hiddenLabels() {
        if (stated.self() == Stated.Self.PROXY) {
            return matrix.labels();
        }
        Set<String> hidden = new TreeSet<>(access().hiddenLabels());
        if (basis() == Basis.OVERRIDE && stated.confirmed()) {
            hidden.remove(VERY_RESTRICTED);
        }
        return hidden;
    }

    /** True when these levels show anything of what the interaction is after. */
    boolean suffices(Levels levels) {
        return switch (interaction) {
            case DEMOGRAPHICS -> levels.of(DEMOGRAPHICS).isShown();
            case TRACE -> objections.stream().noneMatch(this::hides);
            case RELEASE -> objections.stream().noneMatch(this::keepsBack);
            default -> !levels.isEmpty();
        };
    }

    /** Whether the objection is, for the caller, one to being known. */
    private boolean hides(Objection objection) {
        return !stated.overridden()
                && objection.concerns(caller.organisation())
                && (objection.isFull() || objection.categories().contains(DEMOGRAPHICS));
    }

    /** Whether the objection keeps something back that a bulk flow is agreed for: then all of the person is. */
    private boolean keepsBack(Objection objection) {
        return objection.concerns(caller.organisation())
                && (objection.isFull()
                        || objection.categories().stream()
                                .anyMatch(secondary.egress().categories()::contains));
    }

    /**
     * The relationship. For a restricted person only evidence counts, or an override, never the caller's own word alone.
     * While there is an override all that is done rests on it, so that all of it can be looked into.
     */
    Basis basis() {
        if (isCitizen()) {
            return stated.self().basis();
        }
        if (stated.overridden()) {
            return Basis.OVERRIDE;
        }
        if (person.isHeldBy(caller.organisation())) {
            return Basis.SOURCE_PATIENT;
        }
        return stated.claimed() && !person.restricted() ? Basis.CLAIM : Basis.NONE;
    }
}
