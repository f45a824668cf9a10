package care.weald.consent.casework;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a case stands. Each state is a type that knows its legal next states alone, so there is no way to an outcome but
 * by information and then by a clinician's judgement (S142, S145).
 */
sealed interface CaseState {

    /** Every state that there is, each once. */
    static List<CaseState> all() {
        return List.of(
                new Lodged(),
                new InformationAsked(),
                new UnderReview(),
                new Upheld(),
                new UpheldInPart(),
                new NotUpheld(),
                new Withdrawn());
    }

    /** The word in the database and in {@code Task.businessStatus}. */
    String code();

    /** {@code Task.status} (FHIR R4 value set task-status; row C3). */
    String taskStatus();

    /** The state of this word; another fails, for the database holds no other. */
    static CaseState of(String code) {
        return all().stream()
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such state of a case"));
    }

    /** Every {@code Task.status} that a case can have. */
    static Set<String> statuses() {
        return all().stream().map(CaseState::taskStatus).collect(Collectors.toSet());
    }

    /** The words of the states that these statuses stand for. */
    static Set<String> codes(Set<String> statuses) {
        return all().stream()
                .filter(state -> statuses.contains(state.taskStatus()))
                .map(CaseState::code)
                .collect(Collectors.toSet());
    }

    /** True until there is an outcome or the case is withdrawn. */
    default boolean isOpen() {
        return this instanceof Lodged || this instanceof InformationAsked || this instanceof UnderReview;
    }

    /** Taken in; nobody has looked at it. */
    record Lodged() implements CaseState {

        InformationAsked ask() {
            return new InformationAsked();
        }

        UnderReview inform() {
            return new UnderReview();
        }

        Withdrawn withdraw() {
            return new Withdrawn();
        }

        @Override
        public String code() {
            return "lodged";
        }

        @Override
        public String taskStatus() {
            return "requested";
        }
    }

    /** It waits for further information (S142). */
    record InformationAsked() implements CaseState {

        UnderReview inform() {
            return new UnderReview();
        }

        Withdrawn withdraw() {
            return new Withdrawn();
        }

        @Override
        public String code() {
            return "information-asked";
        }

        @Override
        public String taskStatus() {
            return "on-hold";
        }
    }

    /** There is information; a clinician can decide. */
    record UnderReview() implements CaseState {

        InformationAsked ask() {
            return new InformationAsked();
        }

        UnderReview inform() {
            return this;
        }

        CaseState decide(Outcome outcome) {
            return switch (outcome) {
                case UPHELD -> new Upheld();
                case UPHELD_IN_PART -> new UpheldInPart();
                case NOT_UPHELD -> new NotUpheld();
            };
        }

        Withdrawn withdraw() {
            return new Withdrawn();
        }

        @Override
        public String code() {
            return "under-review";
        }

        @Override
        public String taskStatus() {
            return "in-progress";
        }
    }

    /** Upheld as a whole. */
    record Upheld() implements CaseState {

        UnderReview review() {
            return new UnderReview();
        }

        Withdrawn withdraw() {
            return new Withdrawn();
        }

        @Override
        public String code() {
            return "upheld";
        }

        @Override
        public String taskStatus() {
            return "completed";
        }
    }

    /** Upheld in part. */
    record UpheldInPart() implements CaseState {

        UnderReview review() {
            return new UnderReview();
        }

        UnderReview appeal() {
            return new UnderReview();
        }

        Withdrawn withdraw() {
            return new Withdrawn();
        }

        @Override
        public String code() {
            return "upheld-in-part";
        }

        @Override
        public String taskStatus() {
            return "completed";
        }
    }

    /** Not upheld. */
    record NotUpheld() implements CaseState {

        UnderReview review() {
            return new UnderReview();
        }

        UnderReview appeal() {
            return new UnderReview();
        }

        @Override
        public String code() {
            return "not-upheld";
        }

        @Override
        public String taskStatus() {
            return "completed";
        }
    }

    /** Taken back by whom it is about; there is nothing more to do with it. */
    record Withdrawn() implements CaseState {

        @Override
        public String code() {
            return "withdrawn";
        }

        @Override
        public String taskStatus() {
            return "cancelled";
        }
    }
}
