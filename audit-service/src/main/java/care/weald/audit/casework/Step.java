package care.weald.audit.casework;

import java.time.LocalDate;

/** Something that is done with a case. */
sealed interface Step {

    /** The word in the database and in {@code Task.input}. */
    String code();

    /** What is said by it; empty for nothing. */
    String said();

    /** Somebody shall look into it. */
    record Assign(String owner, String said) implements Step {

        @Override
        public String code() {
            return "assign";
        }
    }

    /** Something is noted. */
    record Note(String said) implements Step {

        @Override
        public String code() {
            return "note";
        }
    }

    /** It waits until a day. */
    record FollowUp(LocalDate until, String said) implements Step {

        @Override
        public String code() {
            return "follow-up";
        }
    }

    /** It has come to an outcome. */
    record Close(CaseOutcome outcome, String said) implements Step {

        @Override
        public String code() {
            return "close";
        }
    }
}
