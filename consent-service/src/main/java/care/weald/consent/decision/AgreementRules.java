package care.weald.consent.decision;

import java.util.Set;

/** The rules about what the caller's organisation has signed (S127 to S130; rows G2 and G4). */
final class AgreementRules {

    private AgreementRules() {}

    /** The organisation MUST have an agreement that is live today; it ends with its last day. */
    record AgreementLive() implements Rule {

        @Override
        public String id() {
            return "agreement-live";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.agreement().organisation().equals(facts.caller().organisation())
                    && facts.agreement().isLiveOn(facts.today());
        }

        @Override
        public String text() {
            return "The organisation has no live agreement";
        }
    }

    /** A data processor never reads. */
    record ReadAccess() implements Rule {

        @Override
        public String id() {
            return "read-access";
        }

        @Override
        public boolean passes(Facts facts) {
            return !facts.agreement().processor();
        }

        @Override
        public String text() {
            return "The organisation is a processor and has no read access";
        }
    }

    /** Every purpose that the caller states MUST be one of the agreement's. */
    record PurposeInAgreement() implements Rule {

        @Override
        public String id() {
            return "purpose-in-agreement";
        }

        @Override
        public boolean passes(Facts facts) {
            return !facts.caller().purposes().isEmpty()
                    && facts.agreement().purposes().containsAll(facts.caller().purposes());
        }

        @Override
        public String text() {
            return "The organisation's agreement does not cover this purpose of use";
        }
    }

    /** Every purpose that the caller states MUST be one for which records may be read: direct care (S117). */
    record PurposeOfCare() implements Rule {

        @Override
        public String id() {
            return "purpose-of-care";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.matrix()
                    .content()
                    .purposes()
                    .containsAll(facts.caller().purposes());
        }

        @Override
        public String text() {
            return "Records are read for direct care only";
        }
    }

    /** The agreement MUST allow feeds. */
    record FeedsAllowed() implements Rule {

        @Override
        public String id() {
            return "feeds-allowed";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.agreement().feeds();
        }

        @Override
        public String text() {
            return "The organisation's agreement does not cover feeds";
        }
    }

    /** What is one for all partners is set as part of running the service. */
    record PurposeOfRunning() implements Rule {

        private static final Set<String> RUNNING = Set.of("HOPERAT");

        @Override
        public String id() {
            return "purpose-of-running";
        }

        @Override
        public boolean passes(Facts facts) {
            return RUNNING.containsAll(facts.caller().purposes());
        }

        @Override
        public String text() {
            return "This is done for running the service only";
        }
    }

    /**
     * Who is who is put right, and objections are dealt with, for direct care or as part of running the service, never in
     * an emergency or for a patient.
     */
    record PurposeOfUpkeep() implements Rule {

        private static final Set<String> UPKEEP = Set.of("TREAT", "COC", "HOPERAT");

        @Override
        public String id() {
            return "purpose-of-upkeep";
        }

        @Override
        public boolean passes(Facts facts) {
            return UPKEEP.containsAll(facts.caller().purposes());
        }

        @Override
        public String text() {
            return "This is done for direct care or for running the service only";
        }
    }

    /** The agreement MUST cover breaking the glass (v3-ActReason BTG; row C4). */
    record BreakGlass() implements Rule {

        @Override
        public String id() {
            return "break-glass";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.agreement().purposes().contains("BTG");
        }

        @Override
        public String text() {
            return "The organisation's agreement does not cover overrides";
        }
    }
}
