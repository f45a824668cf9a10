package care.weald.consent.decision;

import java.util.Set;

/** The rules about a citizen who looks at a record: the own one, or that of somebody whose proxy he or she is (row X4). */
final class CitizenRules {

    private CitizenRules() {}

    /** A citizen asks in the citizen's own purpose, and in no other. */
    record PurposeOfCitizen() implements Rule {

        private static final Set<String> OWN = Set.of("PATRQT");

        @Override
        public String id() {
            return "purpose-of-citizen";
        }

        @Override
        public boolean passes(Facts facts) {
            return OWN.containsAll(facts.caller().purposes());
        }

        @Override
        public String text() {
            return "A citizen asks at the patient's request only";
        }
    }

    /** What is for citizens is for nobody else. */
    record CitizenRole() implements Rule {

        @Override
        public String id() {
            return "citizen-role";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.isCitizen();
        }

        @Override
        public String text() {
            return "This is for citizens about themselves";
        }
    }

    /** Who somebody is MUST be proved to the highest level (NHS login identity verification, P9). */
    record Assurance() implements Rule {

        private static final String LEVEL = "P9";

        @Override
        public String id() {
            return "assurance";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.caller().assurance().equals(LEVEL);
        }

        @Override
        public String text() {
            return "Proof of identity of level P9 is needed";
        }
    }

    /**
     * It MUST be the citizen's own record, or that of somebody whose proxy the citizen is recorded as now. A restricted
     * person has no proxy: who cares for a child may be whom it is hidden from.
     */
    record OwnRecord() implements Rule {

        @Override
        public String id() {
            return "own-record";
        }

        @Override
        public boolean passes(Facts facts) {
            return switch (facts.stated().self()) {
                case OWN -> true;
                case PROXY -> !facts.person().restricted();
                case OTHER -> false;
            };
        }

        @Override
        public String text() {
            return PersonRules.ABSENT;
        }

        @Override
        public Shown shown() {
            return Shown.ABSENT;
        }
    }
}
