package care.weald.record.hl7v2;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a source of published examples, and what each would be sent as. */
final class PublishedExamples {

    static final List<String> SOURCES = List.of(
            "nhs-hl7v2",
            "nhs-bars",
            "nhs-imms",
            "nhs-ukcore-examples",
            "nhs-eps",
            "nhs-pds",
            "ihe-pdqm",
            "ihe-pixm",
            "ihe-balp");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FhirContext R4 = FhirContext.forR4Cached();

    private PublishedExamples() {}

    /** What a file is. */
    sealed interface Example {

        /** An HL7 v2 message. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Er7(byte[] content) implements Example {}

        /** A message Bundle. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record MessageBundle(byte[] content) implements Example {}

        /** A Bundle to be fed, or a resource with the patients that it refers to, as a Bundle. */
        record Feed(String kind, JsonNode bundle) implements Example {}

        /** A registration. */
        record Registration() implements Example {}

        /** Nothing that is sent to a record. */
        record Other(String kind, String why) implements Example {}
    }

    /** The files of {@code source} by name; those that are about the examples themselves are left out. */
    static Map<String, byte[]> files(String source) {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in = PublishedExamples.class.getResourceAsStream("/published/" + source + ".zip")) {
            if (in == null) {
                throw new IllegalStateException(source);
            }
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().matches(".*\\.(hl7|json|xml)")) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static Example of(String name, byte[] content) {
        if (name.endsWith(".hl7")) {
            return new Example.Er7(content);
        }
        String text = new String(content, StandardCharsets.UTF_8);
        if (name.endsWith(".xml") && !text.contains("http://hl7.org/fhir")) {
            return new Example.Other("HL7 v3", "HL7 v3 is not taken: FHIR R4 and HL7 v2 are");
        }
        try {
            String json = name.endsWith(".xml")
                    ? R4.newJsonParser()
                            .encodeResourceToString(R4.newXmlParser().parseResource(text))
                    : text;
            return fhir(JSON.readTree(json), json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | DataFormatException e) {
            return new Example.Other("file", "This is no FHIR in JSON or XML");
        }
    }

    private static Example fhir(JsonNode resource, byte[] content) {
        String type = resource.path("resourceType").asText("");
        if (type.isEmpty()) {
            return new Example.Other("file", "This is no FHIR resource");
        }
        if (type.equals("Patient")) {
            return new Example.Registration();
        }
        if (type.equals("Bundle")) {
            return resource.path("type").asText().equals("message")
                    ? new Example.MessageBundle(content)
                    : new Example.Feed("Bundle, " + resource.path("type").asText(), resource);
        }
        return new Example.Feed(type, around((ObjectNode) resource));
    }

    /** A transaction with the resource under its own id, and a Patient for each that it refers to. */
    private static JsonNode around(ObjectNode resource) {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        var entries = bundle.putArray("entry");
        Set<String> patients = new TreeSet<>();
        collect(resource, patients);
        patients.forEach(reference -> {
            ObjectNode entry = entries.addObject();
            entry.putObject("resource").put("resourceType", "Patient").put("id", reference.substring(8));
            entry.putObject("request").put("method", "PUT").put("url", reference);
        });
        String type = resource.path("resourceType").asText();
        String id = resource.path("id").asText("");
        ObjectNode entry = entries.addObject();
        entry.set("resource", resource);
        entry.putObject("request")
                .put("method", id.isEmpty() ? "POST" : "PUT")
                .put("url", id.isEmpty() ? type : type + "/" + id);
        return bundle;
    }

    private static void collect(JsonNode node, Set<String> patients) {
        String reference = node.path("reference").asText("");
        if (reference.matches("Patient/[A-Za-z0-9.-]{1,64}")) {
            patients.add(reference);
        }
        node.forEach(child -> collect(child, patients));
    }
}
