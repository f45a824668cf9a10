package care.weald.stack.bench;

import care.weald.stack.AccessTokens;
import care.weald.stack.Json;
import care.weald.stack.Layout;
import care.weald.stack.Service;
import care.weald.stack.StackProblem;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends files of resources (NDJSON) through the gateway and waits until all of each is stored, then opens the largest person's
 * record. A figure is of a whole file: from its first byte to the moment at which its outcome can be read.
 */
final class FileIngest {

    private static final int LINES = 15_000;
    private static final int RECORD = 1_500;
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 4;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final String SYSTEM = "feed-kz016";
    private static final String USER = "gp.bell";
    private static final String LOCAL = "https://kz016.example/Id/local-patient-number";
    private static final String VERIFIED = "\"extension\":[{\"url\":"
            + "\"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus\","
            + "\"valueCodeableConcept\":{\"coding\":[{\"system\":"
            + "\"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland\","
            + "\"code\":\"number-present-and-verified\"}]}}]";
    private static final String[] CODES = {"364075005", "271649006", "271650006", "60621009", "27113001"};

    private final Layout layout;
    private final Map<String, ProcessHandle> processes;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();

    FileIngest(Layout layout, Map<String, ProcessHandle> processes, PrintStream out) {
        this.layout = layout;
        this.processes = processes;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            file(Newcomers.nhsNumber(), LINES);
        }
        String number = Newcomers.nhsNumber();
        file(number, RECORD);
        record(number);
    }

    private void file(String number, int lines) throws IOException, InterruptedException {
        String token = new AccessTokens(layout).of(SYSTEM);
        String body = lines(number, lines);
        Map<String, Long> began = Cpu.of(processes);
        long start = System.nanoTime();
        HttpResponse<String> taken = http.send(
                request("/fhir/$import", token)
                        .header("Content-Type", "application/fhir+ndjson")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        String location = taken.headers()
                .firstValue("Content-Location")
                .orElseThrow(() -> new StackProblem("the file was not taken: " + taken.statusCode()));
        double kept = (System.nanoTime() - start) / 1e9;
        HttpRequest status = request(location.substring(location.indexOf("/fhir/")), token)
                .GET()
                .build();
        HttpResponse<String> outcome = http.send(status, BodyHandlers.ofString());
        while (outcome.statusCode() == 202) {
            Thread.sleep(20);
            outcome = http.send(status, BodyHandlers.ofString());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Long> ended = Cpu.of(processes);
        double cpu = ended.entrySet().stream()
                .mapToLong(each -> each.getValue() - began.getOrDefault(each.getKey(), 0L))
                .sum();
        out.printf(
                Locale.ROOT,
                "%na file of %d lines: %.0f lines/s (202 after %.2f s, stored after %.2f s), %.3f CPU ms a line, %s%n",
                lines,
                lines / seconds,
                kept,
                seconds,
                cpu / lines,
                counts(outcome.body()));
    }

    private static List<String> counts(String outcome) {
        List<String> counts = new ArrayList<>();
        Json.read(outcome).path("parameter").forEach(parameter -> {
            if (parameter.has("valueInteger")) {
                counts.add(parameter.path("name").asText() + " " + parameter.path("valueInteger"));
            }
        });
        return counts;
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(layout.at(Service.GATEWAY) + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/fhir+json");
    }

    private static String lines(String number, int lines) {
        String local = "F" + number + ThreadLocalRandom.current().nextInt(1_000_000);
        StringBuilder file = new StringBuilder(lines * 600);
        file.append(
                        "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"")
                .append(number)
                .append("\"," + VERIFIED + "},{\"system\":\"" + LOCAL + "\",\"value\":\"")
                .append(local)
                .append(
                        "\"}],\"name\":[{\"family\":\"Benchman\",\"given\":[\"Large\"]}],\"gender\":\"female\",\"birthDate\":\"1950-05-05\"}\n");
        for (int i = 1; i < lines; i++) {
            file.append("{\"resourceType\":\"Observation\",\"id\":\"")
                    .append(local)
                    .append('-')
                    .append(i)
                    .append(
                            "\",\"status\":\"final\",\"category\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":\"vital-signs\"}]}],\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"")
                    .append(CODES[i % CODES.length])
                    .append("\"}]},\"subject\":{\"reference\":\"Patient?identifier=" + LOCAL + "|")
                    .append(local)
                    .append("\"},\"effectiveDateTime\":\"20")
                    .append(10 + i % 16)
                    .append("-03-01T10:00:00Z\",\"performer\":[{\"display\":\"Ward 3\"}],\"valueQuantity\":{\"value\":")
                    .append(60 + i % 60)
                    .append(",\"unit\":\"/min\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"/min\"}}\n");
        }
        return file.toString();
    }

    /** What the whole record of the person with this number costs, a page of all of it and a search for one code. */
    private void record(String number) throws IOException, InterruptedException {
        String token = new AccessTokens(layout).of(USER);
        String found = http.send(
                        request("/fhir/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number%7C" + number, token)
                                .GET()
                                .build(),
                        BodyHandlers.ofString())
                .body();
        String person = Json.read(found).at("/entry/0/resource/id").asText();
        for (String path : List.of(
                "/fhir/Patient/" + person + "/$everything?_count=1000",
                "/fhir/Observation?_count=20&code=" + CODES[0] + "&patient=" + person)) {
            Load load = new Load(layout.at(Service.GATEWAY), List.of(path), token, CONNECTIONS);
            Load.Outcome _ = load.run(ROUND);
            Map<String, Long> began = Cpu.of(processes);
            Load.Outcome outcome = load.run(ROUND);
            double cpu = Cpu.of(processes).entrySet().stream()
                    .mapToLong(each -> each.getValue() - began.getOrDefault(each.getKey(), 0L))
                    .sum();
            out.printf(
                    Locale.ROOT,
                    "%n%s of a person with %d resources: %.0f/s, p50 %.1f ms, p99 %.1f ms, %.2f CPU ms, %d KiB%n",
                    path.contains("everything") ? "$everything" : "one code",
                    RECORD,
                    outcome.perSecond(),
                    outcome.milliseconds(0.5),
                    outcome.milliseconds(0.99),
                    cpu / outcome.latencies().length,
                    outcome.bytes() / 1_024 / outcome.latencies().length);
        }
    }
}
