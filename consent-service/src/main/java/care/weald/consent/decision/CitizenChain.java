package care.weald.consent.decision;

import care.weald.consent.decision.AgreementRules.AgreementLive;
import care.weald.consent.decision.AgreementRules.PurposeInAgreement;
import care.weald.consent.decision.AgreementRules.ReadAccess;
import care.weald.consent.decision.CallerRules.MatrixLevel;
import care.weald.consent.decision.CallerRules.RoleKnown;
import care.weald.consent.decision.CitizenRules.Assurance;
import care.weald.consent.decision.CitizenRules.OwnRecord;
import care.weald.consent.decision.CitizenRules.PurposeOfCitizen;
import care.weald.consent.decision.PersonRules.PersonKnown;
import java.util.List;
import java.util.Optional;

/** What a citizen may do, by other rules than staff: whatever is not here is decided, and refused, as for staff. */
final class CitizenChain {

    private static final List<Rule> RECORD = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfCitizen(),
            new RoleKnown(),
            new Assurance(),
            new MatrixLevel(),
            new PersonKnown(),
            new OwnRecord());
    private static final List<Rule> ABOUT_SELF = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfCitizen(),
            new RoleKnown(),
            new Assurance(),
            new PersonKnown(),
            new OwnRecord());
    private static final List<Rule> OWN_CASES = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfCitizen(),
            new RoleKnown(),
            new Assurance());

    private CitizenChain() {}

    /** The rules of an interaction, in their order; empty when a citizen has none of its own. */
    static Optional<List<Rule>> rules(Interaction interaction) {
        return switch (interaction) {
            case DEMOGRAPHICS, READ, SEARCH, RECORD, EVERYTHING -> Optional.of(RECORD);
            case ACCESS_LOG, OBJECT, SUBJECT_ACCESS -> Optional.of(ABOUT_SELF);
            case OBJECTIONS, EXPLAIN -> Optional.of(OWN_CASES);
            default -> Optional.empty();
        };
    }
}
