package care.weald.stack.e2e;

/** Sample people by what they are good for: NHS numbers. */
final class Person {

    /** Has a record at five organisations; registered at Oakfield and Medway Maritime. */
    static final String BILLIE = "9991000038";
    /** Registered at Stockett Lane and the hospice, with a treatment escalation plan. */
    static final String FANNY = "9991000119";
    /** Somebody for the tests of objections, whom no other test reads. */
    static final String OBJECTOR = "9991000178";
    /** Somebody for the tests of the audit trail, whom no other test reads. */
    static final String WATCHED = "9991000232";
    /** Has something in each of the 22 categories; registered wherever a user of the tests works but at the ambulance. */
    static final String COMPLETE = "9991000127";
    /** A child, known to Medway Children's Services, whose feed is late by its contract. */
    static final String CHILD = "9991000062";
    /** Somebody for the tests of data quality, whom no sample message brings. */
    static final String FAULTY = "9991000917";
    /** Somebody for the tests of merging, whom no sample message brings. */
    static final String TWICE = "9991000909";
    /** Somebody for the tests of the objection case, whom no sample message brings. */
    static final String OPPOSED = "9991000917";
    /** A mother and her child, for the tests of citizens, whom no sample message brings. */
    static final String MOTHER = "9991000933";

    static final String HER_CHILD = "9991000941";
    /** Somebody for the tests of overrides and explanations, whom no sample message brings. */
    static final String OVERRIDDEN = "9991000968";
    /** Two for the tests of attestations and of preferences, whom no sample message brings. */
    static final String ATTESTED = "9991000976";

    static final String PREFERRING = "9991000984";
    /** A right number that nobody here has. */
    static final String NOBODY = "9991000844";
    /** The check digit is wrong. */
    static final String WRONG = "9991000039";

    private Person() {}
}
