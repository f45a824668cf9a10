package care.weald.record.hl7v2;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The URIs of the authorities and coding systems that a message names. One that is not known keeps a URI of its own: its OID,
 * or one made of the sending organisation and the name, so that two senders' local codes never meet.
 */
final class Systems {

    /** The NHS number. */
    static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";

    private static final String NHS_NUMBER_OID = "2.16.840.1.113883.2.1.4.1";
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*))+");
    private static final Pattern HL7_TABLE = Pattern.compile("HL7([0-9]{4})");
    private static final Map<String, String> CODINGS = Map.ofEntries(
            Map.entry("SCT", "http://snomed.info/sct"),
            Map.entry("SNM", "http://snomed.info/sct"),
            Map.entry("SNOMED", "http://snomed.info/sct"),
            Map.entry("SNOMED-CT", "http://snomed.info/sct"),
            Map.entry("SNOMEDCT", "http://snomed.info/sct"),
            Map.entry("2.16.840.1.113883.6.96", "http://snomed.info/sct"),
            Map.entry("2.16.840.1.113883.2.1.3.2.4.15", "http://snomed.info/sct"),
            Map.entry("LN", "http://loinc.org"),
            Map.entry("LOINC", "http://loinc.org"),
            Map.entry("2.16.840.1.113883.6.1", "http://loinc.org"),
            Map.entry("RC", "http://read.info/readv2"),
            Map.entry("RC2", "http://read.info/readv2"),
            Map.entry("READ", "http://read.info/readv2"),
            Map.entry("READ2", "http://read.info/readv2"),
            Map.entry("2.16.840.1.113883.2.1.6.2", "http://read.info/readv2"),
            Map.entry("RC3", "http://read.info/ctv3"),
            Map.entry("CTV3", "http://read.info/ctv3"),
            Map.entry("2.16.840.1.113883.2.1.3.2.4.14", "http://read.info/ctv3"),
            Map.entry("I10", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("ICD10", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("I9", "http://hl7.org/fhir/sid/icd-9-cm"),
            Map.entry("I9C", "http://hl7.org/fhir/sid/icd-9-cm"),
            Map.entry("OPCS4", "https://fhir.hl7.org.uk/Id/opcs-4"),
            Map.entry("OPCS", "https://fhir.hl7.org.uk/Id/opcs-4"),
            Map.entry("DMD", "https://dmd.nhs.uk"),
            Map.entry("UCUM", "http://unitsofmeasure.org"),
            Map.entry("CVX", "http://hl7.org/fhir/sid/cvx"));

    private final String organisation;
    private final Map<String, String> configured;

    /** The systems of {@code organisation}, some of whose names have URIs of their own. */
    Systems(String organisation, Map<String, String> configured) {
        this.organisation = organisation;
        this.configured = Map.copyOf(configured);
    }

    /** The URI of a coding system; empty when none is named. */
    String coding(String name) {
        if (name.isEmpty()) {
            return "";
        }
        String known = CODINGS.get(name.toUpperCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        var table = HL7_TABLE.matcher(name.toUpperCase(Locale.ROOT));
        return table.matches() ? table(table.group(1)) : other(name);
    }

    /** FHIR's URI of a table of HL7 v2. */
    static String table(String number) {
        return "http://terminology.hl7.org/CodeSystem/v2-" + number;
    }

    /** True for the authority, or the type, of NHS numbers. */
    static boolean isNhsNumber(Value authority, String type) {
        String name = authority.component(1).text();
        return name.equals("NHS")
                || name.equals("NHSNBR")
                || name.equals("NHSNMBR")
                || type.equals("NH")
                || type.equals("NHS")
                || type.equals("NHSNMBR")
                || authority.component(2).text().equals(NHS_NUMBER_OID);
    }

    /** The URI of identifiers that an authority assigns (HD: name, universal id and its type); {@code fallback} when there is none. */
    String authority(Value authority, String fallback) {
        String name = authority.component(1).text();
        String universal = authority.component(2).text();
        if (configured.containsKey(name)) {
            return configured.get(name);
        }
        if (OID.matcher(universal).matches()) {
            return "urn:oid:" + universal;
        }
        if (universal.startsWith("https://") || universal.startsWith("http://") || universal.startsWith("urn:")) {
            return universal.contains(" ") ? local(universal) : universal;
        }
        String named = name.isEmpty() ? universal : name;
        return named.isEmpty() ? fallback : other(named);
    }

    private String other(String name) {
        if (configured.containsKey(name)) {
            return configured.getOrDefault(name, "");
        }
        return OID.matcher(name).matches() ? "urn:oid:" + name : local(name);
    }

    /** The URI of a name that means something to the sending organisation alone. */
    String local(String name) {
        return "urn:weald:local:" + organisation + ":"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
