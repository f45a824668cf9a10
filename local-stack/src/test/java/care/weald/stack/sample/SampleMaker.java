package care.weald.stack.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the files of {@code src/main/resources/sample} from a folder of Synthea people: run by hand with that folder and
 * the target folder. Each person's items go to the organisations that would hold them, each with its own registration
 * of the person, and what Synthea does not make (appointments, letters, assessments) is added. The same input gives the
 * same files.
 */
final class SampleMaker {

    private static final List<String> PEOPLE =
            List.of("p003", "p006", "p011", "p012", "p013", "p014", "p016", "p018", "p020", "p022", "p025");

    static final ObjectMapper JSON = new ObjectMapper();

    private final Path source;
    private final Map<String, JsonNode> practitioners = new TreeMap<>();
    private final Map<String, List<ObjectNode>> messages = new TreeMap<>();

    private SampleMaker(Path source) {
        this.source = source;
    }

    public static void main(String[] arguments) throws IOException {
        SampleMaker maker = new SampleMaker(Path.of(arguments[0]));
        maker.readPractitioners();
        for (int index = 0; index < PEOPLE.size(); index++) {
            maker.person(index, PEOPLE.get(index));
        }
        maker.write(Path.of(arguments[1]));
    }

    private void readPractitioners() throws IOException {
        JsonNode file = JSON.readTree(source.resolve("01-practitioners.json").toFile());
        for (JsonNode entry : file.path("entry")) {
            JsonNode resource = entry.path("resource");
            practitioners.put(resource.at("/identifier/0/value").textValue(), resource);
        }
    }

    private void person(int index, String name) throws IOException {
        JsonNode bundle;
        try (Stream<Path> files = Files.list(source)) {
            Path file = files.filter(path -> path.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
            bundle = JSON.readTree(file.toFile());
        }
        List<ObjectNode> resources = new ArrayList<>();
        bundle.path("entry").forEach(entry -> resources.add((ObjectNode) entry.path("resource")));
        ObjectNode patient = resources.stream()
                .filter(resource -> "Patient".equals(type(resource)))
                .findFirst()
                .orElseThrow();
        Holders holders = new Holders(index, patient.path("birthDate").textValue(), resources);
        Map<String, List<ObjectNode>> parts = new LinkedHashMap<>();
        for (ObjectNode resource : resources) {
            if (!"Patient".equals(type(resource))) {
                parts.computeIfAbsent(holders.of(resource), _ -> new ArrayList<>())
                        .add(resource);
            }
        }
        new Additions(name, index, patient, holders)
                .all()
                .forEach((organisation, added) -> parts.computeIfAbsent(organisation, _ -> new ArrayList<>())
                        .addAll(added));
        parts.forEach((organisation, items) -> messages.computeIfAbsent(organisation, _ -> new ArrayList<>())
                .add(new Message(organisation, name, patient).of(items)));
    }

    private void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var entry : messages.entrySet()) {
            List<ObjectNode> all = new ArrayList<>();
            all.add(directory(entry.getKey(), entry.getValue()));
            all.addAll(entry.getValue());
            Path file = folder.resolve(entry.getKey() + ".ndjson.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file)) {
                {
                    def.setLevel(Deflater.BEST_COMPRESSION);
                }
            }) {
                for (ObjectNode message : all) {
                    out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** The organisation itself and those of its people whom its messages name. */
    private ObjectNode directory(String organisation, List<ObjectNode> sent) {
        String text = sent.toString();
        TreeSet<String> named = new TreeSet<>();
        for (String number : practitioners.keySet()) {
            if (text.contains("|" + number + "\"")) {
                named.add(number);
            }
        }
        List<ObjectNode> resources = new ArrayList<>();
        resources.add(Message.organisation(organisation));
        for (String number : named) {
            ObjectNode practitioner =
                    Objects.requireNonNull(practitioners.get(number)).deepCopy();
            practitioner.remove("extension");
            ((ObjectNode) practitioner.at("/identifier/0")).put("system", Message.STAFF);
            practitioner.put("id", Message.id(organisation, number));
            resources.add(practitioner);
        }
        return Message.directory(organisation, resources);
    }

    static String type(JsonNode resource) {
        return resource.path("resourceType").textValue();
    }
}
