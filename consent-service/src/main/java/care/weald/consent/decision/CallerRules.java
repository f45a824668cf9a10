package care.weald.consent.decision;

import care.weald.consent.matrix.RoleGroup.Kind;
import java.util.Set;

/** The rules about the caller's job role (S118, S124; row G3; capabilities e.3). They do not look at the person. */
final class CallerRules {

    private CallerRules() {}

    /** The caller MUST have a job role, and each one MUST be in the matrix. A system has none. */
    record RoleKnown() implements Rule {

        @Override
        public String id() {
            return "role-known";
        }

        @Override
        public boolean passes(Facts facts) {
            int roles = facts.caller().roles().size();
            return roles > 0 && facts.roleKinds().size() == roles;
        }

        @Override
        public String text() {
            return "The job role is not one that has access";
        }
    }

    /** Oversight, analysts and system support see no record; the citizen's own way in is another. */
    record RecordRole() implements Rule {

        private static final Set<Kind> READERS = Set.of(Kind.CARE, Kind.ADMINISTRATIVE);

        @Override
        public String id() {
            return "record-role";
        }

        @Override
        public boolean passes(Facts facts) {
            return READERS.containsAll(facts.roleKinds());
        }

        @Override
        public String text() {
            return "The job role has no access to records";
        }
    }

    /** A relationship is claimed by care roles only. */
    record CareRole() implements Rule {

        @Override
        public String id() {
            return "care-role";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.roleKinds().stream().allMatch(kind -> kind == Kind.CARE);
        }

        @Override
        public String text() {
            return "The job role cannot claim a relationship";
        }
    }

    /** The matrix, as tightened by the agreement, MUST give the job role something of what is wanted. */
    record MatrixLevel() implements Rule {

        @Override
        public String id() {
            return "matrix-level";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.suffices(facts.allowed());
        }

        @Override
        public String text() {
            return "The access matrix gives this job role nothing here";
        }
    }

    /** Only a partner's system, which has no job role, sends feeds. */
    record SystemCaller() implements Rule {

        @Override
        public String id() {
            return "system-caller";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.caller().isSystem();
        }

        @Override
        public String text() {
            return "Feeds are sent by a partner's system";
        }
    }

    /** The directory is open to systems and to every role that reads records or the audit trail. */
    record DirectoryReader() implements Rule {

        private static final Set<Kind> READERS = Set.of(Kind.CARE, Kind.ADMINISTRATIVE, Kind.OVERSIGHT);

        @Override
        public String id() {
            return "directory-reader";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.roleKinds().size() == facts.caller().roles().size() && READERS.containsAll(facts.roleKinds());
        }

        @Override
        public String text() {
            return "The job role has no access to the directory";
        }
    }

    /** The audit trail is for privacy officers, Caldicott guardians and audit managers. */
    record AuditRole() implements Rule {

        @Override
        public String id() {
            return "audit-role";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.roleKinds().stream().allMatch(kind -> kind == Kind.OVERSIGHT);
        }

        @Override
        public String text() {
            return "The job role has no access to the audit trail";
        }
    }

    /**
     * People are traced by whoever may read their demographics, and by a partner's system that sends feeds, which links
     * its own registrations so (IHE PDQm).
     */
    record PeopleTracer() implements Rule {

        @Override
        public String id() {
            return "people-tracer";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.caller().isSystem()
                    ? facts.agreement().feeds()
                    : RecordRole.READERS.containsAll(facts.roleKinds())
                            && facts.roleKinds().size()
                                    == facts.caller().roles().size()
                            && facts.allowed().of("cat-01").isShown();
        }

        @Override
        public String text() {
            return "Neither the job role nor the agreement allows tracing people";
        }
    }

    /** What is one for all partners is set by the organisation that runs the service for them, and by no other. */
    record Programme() implements Rule {

        @Override
        public String id() {
            return "programme";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.programme();
        }

        @Override
        public String text() {
            return "The organisation does not run the service for the others";
        }
    }

    /** What is wrong with a feed is for the system that sends it and for its organisation's records administrators. */
    record QualityReader() implements Rule {

        @Override
        public String id() {
            return "quality-reader";
        }

        @Override
        public boolean passes(Facts facts) {
            return facts.caller().isSystem() ? facts.agreement().feeds() : new StewardRole().passes(facts);
        }

        @Override
        public String text() {
            return "Neither the job role nor the agreement allows reading about the quality of feeds";
        }
    }

    /** Who is who is put right by demographic and records administrators, by them alone and by no system. */
    record StewardRole() implements Rule {

        private static final String GROUP = "Dem";

        @Override
        public String id() {
            return "steward-role";
        }

        @Override
        public boolean passes(Facts facts) {
            return !facts.caller().roles().isEmpty()
                    && facts.caller().roles().stream()
                            .allMatch(role -> facts.matrix()
                                    .group(role)
                                    .filter(group -> group.code().equals(GROUP))
                                    .isPresent());
        }

        @Override
        public String text() {
            return "The job role does not merge or unlink people";
        }
    }

    /** What users of an organisation did is looked into by its privacy officers and Caldicott guardians. */
    record PrivacyOfficer() implements Rule {

        private static final Set<String> OFFICERS = Set.of("R0001", "R5105");

        @Override
        public String id() {
            return "privacy-officer";
        }

        @Override
        public boolean passes(Facts facts) {
            return !facts.caller().roles().isEmpty()
                    && OFFICERS.containsAll(facts.caller().roles());
        }

        @Override
        public String text() {
            return "This is for privacy officers and Caldicott guardians";
        }
    }

    /** What a copy keeps back is decided by a health professional (Data Protection Act 2018, section 204 and schedule 3). */
    record HealthProfessional() implements Rule {

        private static final Set<String> GROUPS = Set.of("Doc", "Nur", "MH", "Amb", "Pha");

        @Override
        public String id() {
            return "health-professional";
        }

        @Override
        public boolean passes(Facts facts) {
            return !facts.caller().roles().isEmpty()
                    && facts.caller().roles().stream()
                            .allMatch(role -> facts.matrix()
                                    .group(role)
                                    .filter(group -> GROUPS.contains(group.code()))
                                    .isPresent());
        }

        @Override
        public String text() {
            return "This is decided by a health professional";
        }
    }
}
