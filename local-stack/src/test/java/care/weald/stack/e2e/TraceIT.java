package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.Samples;
import care.weald.stack.Service;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class TraceIT {

    private static final int PATIENCE = 200;

    @Test
    void oneRequestIsOneTraceThroughAllServices() {
        // Given
        Api gp = Api.as("gp.bell");
        String person = gp.person(Person.BILLIE);
        String trace = UUID.randomUUID().toString().replace("-", "");
        Set<String> everybody = Stream.of(Service.values()).map(Service::label).collect(Collectors.toSet());

        // When
        int status = gp.get(
                        "/fhir/Patient/" + person + "/$record?category=cat-09",
                        "traceparent",
                        "00-" + trace + "-00f067aa0ba902b7-01")
                .status();
        Set<String> seen = Set.of();
        for (int i = 0; i < PATIENCE && !seen.equals(everybody); i++) {
            Pause.briefly();
            seen = servicesIn(trace);
        }

        // Then
        assertEquals(200, status);
        assertEquals(everybody, seen);
    }

    @Test
    void noTraceSaysWhomItIsAbout() {
        // Given
        Api gp = Api.as("gp.bell");
        String person = gp.person(Person.BILLIE);
        String trace = UUID.randomUUID().toString().replace("-", "");

        // When
        int status = gp.get(
                        "/fhir/Patient?identifier=" + Samples.NHS_NUMBER + "|" + Person.BILLIE,
                        "traceparent",
                        "00-" + trace + "-00f067aa0ba902b7-01")
                .status();
        int record = gp.get(
                        "/fhir/Condition?patient=" + person + "&code=38341003",
                        "traceparent",
                        "00-" + trace + "-00f067aa0ba902b7-01")
                .status();
        for (int i = 0; i < PATIENCE && servicesIn(trace).size() < Service.values().length; i++) {
            Pause.briefly();
        }

        // Then
        assertEquals(200, status);
        assertEquals(200, record);
        assertEquals(Service.values().length, servicesIn(trace).size());
        for (String secret : List.of(Person.BILLIE, person, "38341003")) {
            assertTrue(RunningStack.TRACES.stream()
                    .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .noneMatch(text -> text.contains(secret)));
        }
    }

    /** The services that sent spans of this trace: OTLP protobuf holds the id's 16 bytes and the names as they are. */
    private static Set<String> servicesIn(String trace) {
        String id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
        return RunningStack.TRACES.stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .filter(text -> text.contains(id))
                .flatMap(text -> Stream.of(Service.values()).map(Service::label).filter(text::contains))
                .collect(Collectors.toSet());
    }
}
