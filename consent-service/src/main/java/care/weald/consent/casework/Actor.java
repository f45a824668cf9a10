package care.weald.consent.casework;

/**
 * Who does something with a case.
 *
 * @param organisation ODS code of where it is done; of a citizen, of where the case is
 * @param role the job role code that it is done in
 * @param clinician whether that is a doctor's
 */
record Actor(String subject, String organisation, String role, boolean clinician) {

    /** The same at another organisation. */
    Actor at(String other) {
        return new Actor(subject, other, role, clinician);
    }
}
