package care.weald.record.search;

import care.weald.record.support.Feeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One person's made-up record over two source patients: items of six types that refer to one another. */
record LeakWorld(UUID person, List<UUID> patients) {

    static final List<String> CODES = List.of("1-8", "2-6", "3-4", "4-2");
    static final List<String> DAYS =
            List.of("2026", "2025-11", "2026-01-10", "2026-02-20", "2026-03", "2026-03-15T08:30:00Z");
    private static final int EACH = 3;
    private static final List<String> LABELS = List.of("", "", "", "R", "V", "HIV", "PSY", "cat-05", "cat-20");

    /** Makes and stores a record. */
    static LeakWorld store(Random random, int number) {
        List<UUID> patients = List.of(new UUID(random.nextLong(), number), new UUID(random.nextLong(), -number - 1L));
        for (int i = 0; i < patients.size(); i++) {
            Feeds.send(
                            Feeds.bundle("transaction", resources(random, "w" + number + "-" + i)),
                            patients.get(i),
                            "Patient/x")
                    .statusCode(200);
        }
        return new LeakWorld(new UUID(random.nextLong(), random.nextLong()), patients);
    }

    private static List<String> resources(Random random, String prefix) {
        Maker maker = new Maker(random, prefix);
        List<String> all = new ArrayList<>();
        all.add("{\"resourceType\":\"Medication\",\"id\":\"" + prefix
                + "-m0\",\"code\":{\"coding\":[{\"code\":\"9-1\"}]}}");
        for (int i = 0; i < EACH; i++) {
            all.add(maker.encounter(i));
        }
        for (int i = 0; i < 2 * EACH; i++) {
            all.add(maker.observation(i));
        }
        for (int i = 0; i < EACH; i++) {
            all.add(maker.condition(i));
            all.add(maker.report(i));
            all.add(maker.medication(i));
            all.add(maker.document(i));
        }
        return all;
    }

    private record Maker(Random random, String prefix) {

        private String one(List<String> values) {
            return values.get(random.nextInt(values.size()));
        }

        private String start(String type, String id) {
            String label = one(LABELS);
            String system = label.startsWith("cat-")
                    ? "https://weald.care/CodeSystem/information-category"
                    : label.length() == 1
                            ? "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
                            : "http://terminology.hl7.org/CodeSystem/v3-ActCode";
            String meta = label.isEmpty()
                    ? ""
                    : ",\"meta\":{\"security\":[{\"system\":\"" + system + "\",\"code\":\"" + label + "\"}]}";
            String identifier = random.nextInt(3) > 0
                    ? ""
                    : ",\"identifier\":[{\"system\":\"urn:i\",\"value\":\"" + one(CODES) + "\"}]";
            return "{\"resourceType\":\"" + type + "\",\"id\":\"" + prefix + "-" + id + "\"" + meta + identifier;
        }

        private String subject() {
            return ",\"subject\":{\"reference\":\"Patient/x\"}";
        }

        private String maybe(String element) {
            return random.nextInt(3) == 0 ? "" : "," + element;
        }

        private String concept(String system, List<String> codes) {
            return "{\"coding\":[{\"system\":\"" + system + "\",\"code\":\"" + one(codes) + "\"}],\"text\":\"free\"}";
        }

        private String inEncounter() {
            return maybe("\"encounter\":{\"reference\":\"Encounter/" + prefix + "-e" + random.nextInt(EACH) + "\"}");
        }

        private String day(String element) {
            return maybe("\"" + element + "\":\"" + one(DAYS) + "\"");
        }

        private String instant(String element) {
            return maybe("\"" + element + "\":\"2026-0" + (1 + random.nextInt(4)) + "-05T10:00:00Z\"");
        }

        private String encounter(int i) {
            return start("Encounter", "e" + i) + ",\"status\":\"" + one(List.of("finished", "planned"))
                    + "\",\"class\":{"
                    + "\"code\":\"AMB\"},\"type\":[" + concept("http://snomed.info/sct", CODES) + "]" + subject()
                    + ",\"period\":{\"start\":\"" + one(DAYS) + "\"" + day("end") + "}}";
        }

        private String observation(int i) {
            String members = i == 0
                    ? ""
                    : maybe("\"hasMember\":[{\"reference\":\"Observation/" + prefix + "-o" + random.nextInt(i)
                            + "\"}]");
            return start("Observation", "o" + i) + ",\"status\":\"" + one(List.of("final", "amended"))
                    + "\",\"category\":["
                    + concept(
                            "http://terminology.hl7.org/CodeSystem/observation-category",
                            List.of("laboratory", "vital-signs", "survey"))
                    + "],\"code\":" + concept("http://loinc.org", CODES) + subject() + inEncounter()
                    + day("effectiveDateTime") + instant("issued") + members + ",\"valueString\":\"secret\"}";
        }

        private String condition(int i) {
            return start("Condition", "c" + i) + ",\"clinicalStatus\":"
                    + concept("http://terminology.hl7.org/CodeSystem/condition-clinical", List.of("active", "resolved"))
                    + ",\"category\":[" + concept("urn:c", List.of("problem-list-item", "encounter-diagnosis"))
                    + "],\"code\":" + concept("http://snomed.info/sct", CODES) + subject() + inEncounter()
                    + day("onsetDateTime") + day("recordedDate") + "}";
        }

        private String report(int i) {
            String results = Stream.of(random.nextInt(2 * EACH), random.nextInt(2 * EACH))
                    .map(o -> "{\"reference\":\"Observation/" + prefix + "-o" + o + "\"}")
                    .collect(Collectors.joining(","));
            return start("DiagnosticReport", "d" + i) + ",\"status\":\"final\",\"category\":["
                    + concept("http://terminology.hl7.org/CodeSystem/v2-0074", List.of("LAB", "RAD")) + "],\"code\":"
                    + concept("http://loinc.org", CODES) + subject() + inEncounter() + day("effectiveDateTime")
                    + instant("issued") + ",\"result\":[" + results + "]}";
        }

        private String document(int i) {
            String sct = "http://snomed.info/sct";
            String relates = i == 0
                    ? ""
                    : maybe("\"relatesTo\":[{\"code\":\"replaces\",\"target\":{\"reference\":\"DocumentReference/"
                            + prefix + "-x" + random.nextInt(i) + "\"}}]");
            return start("DocumentReference", "x" + i) + ",\"status\":\"" + one(List.of("current", "superseded"))
                    + "\",\"type\":" + concept(sct, CODES) + ",\"category\":[" + concept("urn:c", CODES) + "]"
                    + subject()
                    + instant("date") + relates
                    + ",\"content\":[{\"attachment\":{\"contentType\":\"text/plain\",\"data\":\""
                    + "c2VjcmV0\"},\"format\":{\"system\":\"urn:f\",\"code\":\"" + one(CODES) + "\"}}],\"context\":{"
                    + "\"period\":{\"start\":\"" + one(DAYS) + "\"},\"facilityType\":" + concept(sct, CODES)
                    + ",\"practiceSetting\":" + concept(sct, CODES) + "}}";
        }

        private String medication(int i) {
            String what = random.nextBoolean()
                    ? "\"medicationReference\":{\"reference\":\"Medication/" + prefix + "-m0\"}"
                    : "\"medicationCodeableConcept\":" + concept("https://dmd.nhs.uk", CODES);
            return start("MedicationRequest", "r" + i) + ",\"status\":\"" + one(List.of("active", "stopped"))
                    + "\",\"intent\":\"order\"," + what + subject() + inEncounter() + day("authoredOn") + "}";
        }
    }
}
