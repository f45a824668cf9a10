package care.weald.consent.decision;

import care.weald.consent.decision.AgreementRules.AgreementLive;
import care.weald.consent.decision.AgreementRules.BreakGlass;
import care.weald.consent.decision.AgreementRules.FeedsAllowed;
import care.weald.consent.decision.AgreementRules.PurposeInAgreement;
import care.weald.consent.decision.AgreementRules.PurposeOfCare;
import care.weald.consent.decision.AgreementRules.PurposeOfRunning;
import care.weald.consent.decision.AgreementRules.PurposeOfUpkeep;
import care.weald.consent.decision.AgreementRules.ReadAccess;
import care.weald.consent.decision.CallerRules.AuditRole;
import care.weald.consent.decision.CallerRules.CareRole;
import care.weald.consent.decision.CallerRules.DirectoryReader;
import care.weald.consent.decision.CallerRules.HealthProfessional;
import care.weald.consent.decision.CallerRules.MatrixLevel;
import care.weald.consent.decision.CallerRules.PeopleTracer;
import care.weald.consent.decision.CallerRules.PrivacyOfficer;
import care.weald.consent.decision.CallerRules.Programme;
import care.weald.consent.decision.CallerRules.QualityReader;
import care.weald.consent.decision.CallerRules.RecordRole;
import care.weald.consent.decision.CallerRules.RoleKnown;
import care.weald.consent.decision.CallerRules.StewardRole;
import care.weald.consent.decision.CallerRules.SystemCaller;
import care.weald.consent.decision.CitizenRules.CitizenRole;
import care.weald.consent.decision.EgressRules.EgressAgreed;
import care.weald.consent.decision.EgressRules.EgressPurpose;
import care.weald.consent.decision.EgressRules.EgressSystem;
import care.weald.consent.decision.EgressRules.EgressVolume;
import care.weald.consent.decision.EgressRules.NationalOptOut;
import care.weald.consent.decision.EgressRules.Unrestricted;
import care.weald.consent.decision.PersonRules.ObjectionUpheld;
import care.weald.consent.decision.PersonRules.PersonKnown;
import care.weald.consent.decision.PersonRules.Registration;
import care.weald.consent.decision.PersonRules.Relationship;
import care.weald.consent.decision.PersonRules.RestrictedPerson;
import care.weald.consent.matrix.Levels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The decision: the rules of an interaction, asked in their order. Whatever does not depend on the person comes first,
 * so a caller with no right to know gets one answer for somebody known, hidden or absent.
 */
final class Chain {

    private static final List<Rule> RECORD = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfCare(),
            new RoleKnown(),
            new RecordRole(),
            new MatrixLevel(),
            new PersonKnown(),
            new NationalOptOut(),
            new ObjectionUpheld(),
            new RestrictedPerson(),
            new Relationship());
    private static final List<Rule> CLAIM = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfCare(),
            new RoleKnown(),
            new RecordRole(),
            new CareRole(),
            new MatrixLevel(),
            new PersonKnown(),
            new ObjectionUpheld(),
            new RestrictedPerson());
    private static final List<Rule> OVERRIDE = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfCare(),
            new BreakGlass(),
            new RoleKnown(),
            new RecordRole(),
            new CareRole(),
            new MatrixLevel(),
            new PersonKnown());
    private static final List<Rule> DIRECTORY =
            List.of(new AgreementLive(), new ReadAccess(), new PurposeInAgreement(), new DirectoryReader());
    private static final List<Rule> FEED =
            List.of(new AgreementLive(), new PurposeInAgreement(), new SystemCaller(), new FeedsAllowed());
    private static final List<Rule> AUDIT =
            List.of(new AgreementLive(), new ReadAccess(), new PurposeInAgreement(), new RoleKnown(), new AuditRole());

    private static final List<Rule> PEOPLE = List.of(
            new AgreementLive(), new ReadAccess(), new PurposeInAgreement(), new PurposeOfCare(), new PeopleTracer());
    private static final List<Rule> TRACE = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfCare(),
            new PeopleTracer(),
            new PersonKnown(),
            new NationalOptOut(),
            new ObjectionUpheld(),
            new RestrictedPerson());
    private static final List<Rule> STEWARD = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfUpkeep(),
            new RoleKnown(),
            new StewardRole());
    private static final List<Rule> OBJECTIONS = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfUpkeep(),
            new RoleKnown(),
            new RecordRole());
    private static final List<Rule> OBJECT = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfUpkeep(),
            new RoleKnown(),
            new RecordRole(),
            new PersonKnown(),
            new Registration());
    private static final List<Rule> MODELS = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfRunning(),
            new RoleKnown(),
            new StewardRole(),
            new Programme());

    private static final List<Rule> QUALITY =
            List.of(new AgreementLive(), new PurposeInAgreement(), new PurposeOfUpkeep(), new QualityReader());

    private static final List<Rule> OVERRIDES = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfUpkeep(),
            new RoleKnown(),
            new PrivacyOfficer());
    private static final List<Rule> ACCESS_LOG = List.of(
            new AgreementLive(), new ReadAccess(), new PurposeInAgreement(), new RoleKnown(), new CitizenRole());
    private static final List<Rule> EXPLAIN =
            List.of(new AgreementLive(), new ReadAccess(), new PurposeInAgreement(), new RoleKnown());
    private static final List<Rule> REVIEW = List.of(
            new AgreementLive(), new ReadAccess(), new PurposeInAgreement(), new RoleKnown(), new PrivacyOfficer());
    private static final List<Rule> SEEN = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfUpkeep(),
            new RoleKnown(),
            new PrivacyOfficer(),
            new PersonKnown());
    private static final List<Rule> SUBJECT_ACCESS = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfUpkeep(),
            new RoleKnown(),
            new PrivacyOfficer(),
            new PersonKnown(),
            new Registration());
    private static final List<Rule> DISCLOSURE_REVIEW = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfUpkeep(),
            new RoleKnown(),
            new HealthProfessional(),
            new PersonKnown(),
            new Registration());
    private static final List<Rule> POLICY = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfRunning(),
            new RoleKnown(),
            new PrivacyOfficer(),
            new Programme());

    private static final List<Rule> EGRESS = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfRunning(),
            new EgressSystem(),
            new EgressAgreed(),
            new EgressPurpose(),
            new EgressVolume());
    private static final List<Rule> RELEASE = List.of(
            new AgreementLive(),
            new ReadAccess(),
            new PurposeInAgreement(),
            new PurposeOfRunning(),
            new EgressSystem(),
            new EgressAgreed(),
            new EgressPurpose(),
            new PersonKnown(),
            new NationalOptOut(),
            new ObjectionUpheld(),
            new Unrestricted());

    private Chain() {}

    /** The rules of an interaction, in their order. */
    static List<Rule> rules(Interaction interaction) {
        return switch (interaction) {
            case DEMOGRAPHICS, READ, SEARCH, RECORD, EVERYTHING -> RECORD;
            case CLAIM -> CLAIM;
            case DIRECTORY -> DIRECTORY;
            case FEED -> FEED;
            case AUDIT, MONITOR -> AUDIT;
            case PEOPLE -> PEOPLE;
            case TRACE -> TRACE;
            case STEWARD -> STEWARD;
            case MODELS -> MODELS;
            case OVERRIDE -> OVERRIDE;
            case OBJECT -> OBJECT;
            case OBJECTIONS -> OBJECTIONS;
            case QUALITY -> QUALITY;
            case OVERRIDES -> OVERRIDES;
            case ACCESS_LOG -> ACCESS_LOG;
            case SEEN -> SEEN;
            case SUBJECT_ACCESS -> SUBJECT_ACCESS;
            case DISCLOSURE_REVIEW -> DISCLOSURE_REVIEW;
            case DELEGATE -> OBJECT;
            case EXPLAIN -> EXPLAIN;
            case REVIEW -> REVIEW;
            case EGRESS -> EGRESS;
            case RELEASE -> RELEASE;
            case POLICY -> POLICY;
        };
    }

    private static List<Rule> rules(Facts facts) {
        if (facts.isCitizen()) {
            return CitizenChain.rules(facts.interaction()).orElseGet(() -> rules(facts.interaction()));
        }
        return isOwnPast(facts) ? RECORD : rules(facts.interaction());
    }

    /** Whoever is no officer sees again what he or she was shown only of somebody whose record is open to them now. */
    private static boolean isOwnPast(Facts facts) {
        return facts.interaction() == Interaction.SEEN && !new PrivacyOfficer().passes(facts);
    }

    /** Whether the caller may override at all: what is asked before anything about the person is. */
    private static boolean mayOverride(Facts facts) {
        return facts.interaction().isOfRecord()
                && OVERRIDE.stream()
                        .takeWhile(rule -> !(rule instanceof PersonKnown))
                        .allMatch(rule -> rule.passes(facts));
    }

    /** Decides. The first rule that does not pass refuses; only when all pass is there a permit. */
    static Decision decide(Facts facts) {
        List<String> asked = new ArrayList<>();
        for (Rule rule : rules(facts)) {
            asked.add(rule.id());
            if (!rule.passes(facts)) {
                return new Decision.Deny(rule.id(), rule.shown(), rule.text(), asked, mayOverride(facts));
            }
        }
        return permit(facts, asked);
    }

    private static Decision permit(Facts facts, List<String> asked) {
        return switch (facts.interaction()) {
            case DEMOGRAPHICS, READ, SEARCH, RECORD, EVERYTHING ->
                new Decision.Permit(facts.levels(), facts.hiddenLabels(), facts.closed(), facts.basis(), asked);
            case ACCESS_LOG, SEEN, SUBJECT_ACCESS, DISCLOSURE_REVIEW ->
                new Decision.Permit(Levels.NOTHING, Set.of(), Set.of(), facts.basis(), asked);
            case CLAIM -> new Decision.Permit(Levels.NOTHING, Set.of(), Set.of(), Basis.CLAIM, asked);
            case OVERRIDE -> new Decision.Permit(Levels.NOTHING, Set.of(), Set.of(), Basis.OVERRIDE, asked);
            case DIRECTORY,
                    FEED,
                    AUDIT,
                    PEOPLE,
                    TRACE,
                    STEWARD,
                    MODELS,
                    QUALITY,
                    MONITOR,
                    OBJECT,
                    OBJECTIONS,
                    OVERRIDES,
                    DELEGATE,
                    EXPLAIN,
                    REVIEW,
                    EGRESS,
                    RELEASE,
                    POLICY -> new Decision.Permit(Levels.NOTHING, Set.of(), Set.of(), Basis.NONE, asked);
        };
    }
}
