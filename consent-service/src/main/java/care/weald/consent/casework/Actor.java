package care.weald.consent.casework;

/**
 * Who does something with a case.
 *
 * @param role the job role code that it is done in
 * @param clinician whether that is a doctor's
 */
record Actor(String subject, String organisation, String role, boolean clinician) {}
