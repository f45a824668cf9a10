package care.weald.identity.match;

import java.util.List;

/** Invented people for tests of matching. */
final class People {

    static final String ALICE_NUMBER = "9990000018";
    static final String OTHER_NUMBER = "9990000026";

    private People() {}

    /** Alice Wetherby, with everything known of her. */
    static DemographicsBuilder alice() {
        return Demographics.builder()
                .nhsNumber(ALICE_NUMBER, true)
                .given(List.of("Alice", "Maud"))
                .family("Wetherby")
                .birthDate("1961-03-14")
                .gender("female")
                .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN")
                .phone("07700 900123")
                .email("alice.wetherby@example.org");
    }

    /** Alice without a number. */
    static DemographicsBuilder aliceUnnumbered() {
        return Demographics.builder()
                .given(List.of("Alice"))
                .family("Wetherby")
                .birthDate("1961-03-14")
                .gender("female")
                .address(List.of("12 Quarry Ln"), "Faversham", "ME13 0RN");
    }

    /** Her twin sister in the same house. */
    static DemographicsBuilder twin() {
        return Demographics.builder()
                .given(List.of("Beatrice"))
                .family("Wetherby")
                .birthDate("1961-03-14")
                .gender("female")
                .address(List.of("12 Quarry Lane"), "Faversham", "ME13 0RN")
                .phone("07700 900123");
    }

    /** Nobody else's namesake. */
    static DemographicsBuilder stranger() {
        return Demographics.builder()
                .nhsNumber(OTHER_NUMBER, true)
                .given(List.of("Gordon"))
                .family("Plumley")
                .birthDate("1988-11-02")
                .gender("male")
                .address(List.of("3 Castle Street"), "Dover", "CT16 1PZ");
    }
}
