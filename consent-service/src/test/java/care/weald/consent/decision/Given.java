package care.weald.consent.decision;

import care.weald.consent.agreement.Agreement;
import care.weald.consent.matrix.SampleMatrix;
import care.weald.consent.objection.Objection;
import care.weald.consent.token.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Facts to start a test from: a doctor of an organisation with an agreement that holds the person's records. */
final class Given {

    static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    static final String HERE = "KZ016";
    static final Agreement AGREEMENT = new Agreement(
            HERE,
            "Oakfield",
            Agreement.Type.JCA,
            Set.of("TREAT", "ETREAT", "COC", "HOPERAT"),
            true,
            false,
            Set.of(),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 12, 31));
    static final Person HELD = person(true, false, HERE);
    static final Facts DOCTOR = new Facts(
            Interaction.READ,
            caller("TREAT", "R8000"),
            HELD,
            AGREEMENT,
            Stated.NOTHING,
            List.of(),
            SampleMatrix.MATRIX,
            false,
            TODAY);

    private Given() {}

    static Caller caller(String purpose, String... roles) {
        return new Caller("user-1", "Test Person", HERE, List.of(roles), List.of(purpose), "ehr", "AAL2", Set.of());
    }

    static Person person(boolean known, boolean restricted, String organisation) {
        List<Person.SourcePatient> sources = organisation.isEmpty()
                ? List.of()
                : List.of(new Person.SourcePatient(organisation, new UUID(1, 2), true));
        return new Person(new UUID(3, 4), known, restricted, sources, List.of());
    }

    static Question question(Caller caller, Person person) {
        return new Question(Interaction.READ, caller, Map.of(), person, Person.NONE);
    }

    static Objection objection(Set<String> categories, String... excepted) {
        return new Objection(new UUID(5, 6), categories, Set.of(excepted));
    }

    static Facts with(Facts facts, Interaction interaction) {
        return new Facts(
                interaction,
                facts.caller(),
                facts.person(),
                facts.agreement(),
                facts.stated(),
                facts.objections(),
                facts.secondary(),
                facts.matrix(),
                facts.programme(),
                facts.today());
    }

    static Facts overridden(Facts facts) {
        return new Facts(
                facts.interaction(),
                facts.caller(),
                facts.person(),
                facts.agreement(),
                new Stated(facts.stated().claimed(), true, false, facts.stated().self()),
                facts.objections(),
                facts.secondary(),
                facts.matrix(),
                facts.programme(),
                facts.today());
    }

    static Facts programme(Facts facts) {
        return new Facts(
                facts.interaction(),
                facts.caller(),
                facts.person(),
                facts.agreement(),
                facts.stated(),
                facts.objections(),
                facts.secondary(),
                facts.matrix(),
                true,
                facts.today());
    }

    static Facts with(Facts facts, Caller caller) {
        return new Facts(
                facts.interaction(),
                caller,
                facts.person(),
                facts.agreement(),
                facts.stated(),
                facts.objections(),
                facts.secondary(),
                facts.matrix(),
                facts.programme(),
                facts.today());
    }

    static Facts with(Facts facts, Person person, boolean claimed) {
        return new Facts(
                facts.interaction(),
                facts.caller(),
                person,
                facts.agreement(),
                new Stated(
                        claimed,
                        facts.stated().overridden(),
                        false,
                        facts.stated().self()),
                facts.objections(),
                facts.secondary(),
                facts.matrix(),
                facts.programme(),
                facts.today());
    }

    static Facts with(Facts facts, Agreement agreement) {
        return new Facts(
                facts.interaction(),
                facts.caller(),
                facts.person(),
                agreement,
                facts.stated(),
                facts.objections(),
                facts.secondary(),
                facts.matrix(),
                facts.programme(),
                facts.today());
    }

    static Facts with(Facts facts, Objection... objections) {
        return new Facts(
                facts.interaction(),
                facts.caller(),
                facts.person(),
                facts.agreement(),
                facts.stated(),
                List.of(objections),
                facts.secondary(),
                facts.matrix(),
                facts.programme(),
                facts.today());
    }

    static Facts on(Facts facts, LocalDate day) {
        return new Facts(
                facts.interaction(),
                facts.caller(),
                facts.person(),
                facts.agreement(),
                facts.stated(),
                facts.objections(),
                facts.secondary(),
                facts.matrix(),
                facts.programme(),
                day);
    }

    static Facts with(Facts facts, Secondary secondary) {
        return new Facts(
                facts.interaction(),
                facts.caller(),
                facts.person(),
                facts.agreement(),
                facts.stated(),
                facts.objections(),
                secondary,
                facts.matrix(),
                facts.programme(),
                facts.today());
    }

    /** An agreement for research about conditions, in force, for a hundred people a day. */
    static Egress egress(String purpose, boolean approved, long today) {
        return new Egress(
                "research-2026", HERE, purpose, Set.of("cat-07"), TODAY.minusDays(1), TODAY, approved, 100, today);
    }

    /** The agreement with another list of excluded categories, flags and purposes. */
    static Agreement agreement(boolean feeds, boolean processor, Set<String> excluded) {
        return new Agreement(
                HERE,
                "Oakfield",
                Agreement.Type.JCA,
                AGREEMENT.purposes(),
                feeds,
                processor,
                excluded,
                AGREEMENT.from(),
                AGREEMENT.to());
    }
}
