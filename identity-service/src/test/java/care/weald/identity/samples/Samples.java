package care.weald.identity.samples;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Invented people: NHS numbers of the 999 range, which are never issued. */
public final class Samples {

    private static final AtomicInteger NEXT = new AtomicInteger(100_000);

    private Samples() {}

    /** A valid NHS number that no other test has. */
    public static String nhsNumber() {
        while (true) {
            String nine = "999" + NEXT.incrementAndGet();
            int sum = IntStream.range(0, 9)
                    .map(i -> (nine.charAt(i) - '0') * (10 - i))
                    .sum();
            int check = (11 - sum % 11) % 11;
            if (check != 10) {
                return nine + check;
            }
        }
    }

    /** The identifier of a verified NHS number. */
    public static String verified(String number) {
        return numbered(number, "01");
    }

    /** The identifier of an NHS number with a verification status of its own. */
    public static String numbered(String number, String status) {
        return """
                {"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s","extension":[{
                 "url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
                 "valueCodeableConcept":{"coding":[{
                  "system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland",
                  "code":"%s"}]}}]}""".formatted(number, status);
    }

    /** A local identifier. */
    public static String local(String value) {
        return """
                {"system":"https://kent.example/Id/local-patient-number","value":"%s"}""".formatted(value);
    }

    /** A Patient with {@code identifiers} and, in front of them, {@code more} elements (ending in a comma, or empty). */
    public static String patient(String more, String... identifiers) {
        return """
                {"resourceType":"Patient",%s"identifier":[%s],"name":[{"use":"official","family":"Ashdown",
                 "given":["Rosa"]}],"gender":"female","birthDate":"1970-03-04"}""".formatted(more, String.join(",", identifiers));
    }

    /** A transaction that creates {@code patient} under a {@code urn:uuid}. */
    public static String transaction(String patient) {
        return bundle("transaction", entry(patient));
    }

    /** A Bundle. */
    public static String bundle(String type, String... entries) {
        return """
                {"resourceType":"Bundle","type":"%s","entry":[%s]}""".formatted(type, String.join(",", entries));
    }

    /** An entry that creates {@code patient}. */
    public static String entry(String patient) {
        return """
                {"fullUrl":"urn:uuid:%s","resource":%s,"request":{"method":"POST","url":"Patient"}}""".formatted(UUID.randomUUID(), patient);
    }

    /** An entry with another request. */
    public static String entry(String patient, String request) {
        return """
                {"resource":%s,"request":%s}""".formatted(patient, request);
    }
}
