package care.weald.consent.decision;

/**
 * The rules about the person (S116, S135 to S139; rows C1, C2 and C8). They are asked last, of callers that pass all
 * others, and those before the relationship answer as if there were no such person.
 */
final class PersonRules {

    static final String ABSENT = "There is no such person to be seen";

    private PersonRules() {}

    /** There MUST be such a person. */
    record PersonKnown() implements Rule {

        static final String ID = "person-known";

        @Override
        public String id() {
            return ID;
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.person().known();
        }

        @Override
        public String text() {
            return ABSENT;
        }

        @Override
        public Shown shown() {
            return Shown.ABSENT;
        }
    }

    /** Upheld objections MUST leave something; one to the whole record leaves nothing but to whom it excepts. */
    record ObjectionUpheld() implements Rule {

        @Override
        public String id() {
            return "objection-upheld";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.suffices(facts.levels());
        }

        @Override
        public String text() {
            return ABSENT;
        }

        @Override
        public Shown shown() {
            return Shown.ABSENT;
        }
    }

    /** A restricted person is there only for organisations that have the person registered. */
    record RestrictedPerson() implements Rule {

        @Override
        public String id() {
            return "restricted-person";
        }

        @Override
        public boolean passes(Facts facts) {
            return !facts.person().restricted() || facts.basis() != Basis.NONE;
        }

        @Override
        public String text() {
            return ABSENT;
        }

        @Override
        public Shown shown() {
            return Shown.ABSENT;
        }
    }

    /** The caller MUST have a relationship with the person, or have claimed one. */
    record Relationship() implements Rule {

        @Override
        public String id() {
            return "relationship";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.basis() != Basis.NONE;
        }

        @Override
        public String text() {
            return "There is no relationship with this person; a care role can claim one, giving the reason";
        }
    }

    /** An objection is lodged with an organisation that has the person registered (S144): to any other there is nobody. */
    record Registration() implements Rule {

        @Override
        public String id() {
            return "registration";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.basis() == Basis.SOURCE_PATIENT;
        }

        @Override
        public String text() {
            return ABSENT;
        }

        @Override
        public Shown shown() {
            return Shown.ABSENT;
        }
    }
}
