package care.weald.audit.casework;

import java.time.LocalDate;
import java.util.List;

/** Where a case stands. Each state is a type that knows its legal next states alone; an outcome wants an owner. */
sealed interface CaseState {

    /** The words of all states. */
    List<String> CODES = List.of("opened", "assigned", "following-up", "closed");

    /** The word in the database and in {@code Task.businessStatus}. */
    String code();

    /** {@code Task.status} (FHIR R4 value set task-status). */
    String taskStatus();

    /** Whose case it is; empty while it is nobody's. */
    String owner();

    /** Made of an alert; nobody's yet. */
    record Opened() implements CaseState {

        Assigned assign(String owner) {
            return new Assigned(owner);
        }

        @Override
        public String code() {
            return "opened";
        }

        @Override
        public String taskStatus() {
            return "requested";
        }

        @Override
        public String owner() {
            return "";
        }
    }

    /** Somebody looks into it. */
    record Assigned(String owner) implements CaseState {

        Assigned assign(String other) {
            return new Assigned(other);
        }

        FollowingUp followUp(LocalDate until) {
            return new FollowingUp(owner, until);
        }

        Closed close(CaseOutcome outcome) {
            return new Closed(owner, outcome);
        }

        @Override
        public String code() {
            return "assigned";
        }

        @Override
        public String taskStatus() {
            return "in-progress";
        }
    }

    /** It waits for something until a day. */
    record FollowingUp(String owner, LocalDate until) implements CaseState {

        Assigned assign(String other) {
            return new Assigned(other);
        }

        FollowingUp followUp(LocalDate other) {
            return new FollowingUp(owner, other);
        }

        Closed close(CaseOutcome outcome) {
            return new Closed(owner, outcome);
        }

        @Override
        public String code() {
            return "following-up";
        }

        @Override
        public String taskStatus() {
            return "on-hold";
        }
    }

    /** It has come to an outcome, and stays as it is. */
    record Closed(String owner, CaseOutcome outcome) implements CaseState {

        @Override
        public String code() {
            return "closed";
        }

        @Override
        public String taskStatus() {
            return "completed";
        }
    }
}
