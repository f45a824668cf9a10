package care.weald.consent.casework;

/** Something that is done with a case. */
sealed interface Step {

    /** The word in the database and in {@code Task.input}. */
    String code();

    /** What is said by it. */
    String text();

    /** Further information is asked for. */
    record Ask(String text) implements Step {

        @Override
        public String code() {
            return "ask";
        }
    }

    /** Information is given. */
    record Inform(String text) implements Step {

        @Override
        public String code() {
            return "inform";
        }
    }

    /** It is decided. */
    record Decide(Judgement judgement) implements Step {

        @Override
        public String code() {
            return "decide";
        }

        @Override
        public String text() {
            return judgement.reason();
        }
    }

    /** Who objected does not agree with the outcome: another clinician decides again. */
    record Appeal(String text) implements Step {

        @Override
        public String code() {
            return "appeal";
        }
    }

    /** The outcome is looked at again, at its day or before. */
    record Review(String text) implements Step {

        @Override
        public String code() {
            return "review";
        }
    }

    /** It is taken back. */
    record Withdraw(String text) implements Step {

        @Override
        public String code() {
            return "withdraw";
        }
    }
}
