package care.weald.consent.decision;

/** The rules about data that leave, of many people at once, and about any use that is not care (rows C6, X13 and D15). */
final class EgressRules {

    private EgressRules() {}

    /** Data of many people go to a partner's system, which has no job role. */
    record EgressSystem() implements Rule {

        @Override
        public String id() {
            return "egress-system";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.caller().isSystem();
        }

        @Override
        public String text() {
            return "Data of many people go to a partner's system only";
        }
    }

    /** There MUST be an agreement of that name with the caller's organisation, approved by two people and live today. */
    record EgressAgreed() implements Rule {

        @Override
        public String id() {
            return "egress-agreement";
        }

        @Override
        public boolean passes(Facts facts) {
            Egress egress = facts.secondary().egress();
            return egress.organisation().equals(facts.caller().organisation()) && egress.isLiveOn(facts.today());
        }

        @Override
        public String text() {
            return "No agreement of that name lets data of many people leave";
        }
    }

    /** Its purpose MUST be one of those that are allowed, of which none is commercial; whoever registered it. */
    record EgressPurpose() implements Rule {

        @Override
        public String id() {
            return "egress-purpose";
        }

        @Override
        public boolean passes(Facts facts) {
            return Purposes.isOfEgress(facts.secondary().egress().purpose());
        }

        @Override
        public String text() {
            return "Data of many people do not leave for this purpose";
        }
    }

    /** No more people a day than is agreed. */
    record EgressVolume() implements Rule {

        @Override
        public String id() {
            return "egress-volume";
        }

        @Override
        public boolean passes(Facts facts) {
            Egress egress = facts.secondary().egress();
            return egress.personsToday() < egress.personsADay();
        }

        @Override
        public String text() {
            return "The agreement does not cover more people today";
        }
    }

    /** Who has set the national data opt-out is in no use but care and the citizen's own; to care it does not matter. */
    record NationalOptOut() implements Rule {

        @Override
        public String id() {
            return "national-opt-out";
        }

        @Override
        public boolean passes(Facts facts) {
            return !facts.secondary().optedOut() || facts.isForCare();
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

    /** Nobody whose whereabouts are protected is among many. */
    record Unrestricted() implements Rule {

        @Override
        public String id() {
            return "unrestricted";
        }

        @Override
        public boolean passes(Facts facts) {
            return !facts.person().restricted();
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
