package care.weald.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The checked-out repository, as files. */
final class Repository {

    /** The five, by the names that folders, images, Deployments and hosts have in common. */
    static final List<String> SERVICES =
            List.of("gateway", "identity-service", "record-service", "consent-service", "audit-service");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".weald", "node_modules");
    private static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docker-compose.yml"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no docker-compose.yml above " + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return folder;
    }

    static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    static String relative(Path file) {
        return ROOT.relativize(file).toString();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String relative) {
        return read(path(relative));
    }

    static List<String> lines(String relative) {
        return read(relative).lines().toList();
    }

    /** Every file below {@code folder} whose name ends with {@code ending}, but for what builds leave. */
    static List<Path> files(String folder, String ending) {
        try (Stream<Path> walk = Files.walk(path(folder))) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of(relative(file).split("/")).noneMatch(NOT_OURS::contains))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a YAML text, anchors and merges resolved; empty ones are left out. */
    static List<JsonNode> documents(String yaml) {
        Iterable<Object> documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> JSON.<JsonNode>valueToTree(document))
                .filter(JsonNode::isObject)
                .toList();
    }

    /** The values of an array or object node, as a stream. */
    static Stream<JsonNode> each(JsonNode node) {
        return node.valueStream();
    }

    /** The texts of an array node. */
    static List<String> texts(JsonNode node) {
        return each(node).map(JsonNode::asText).toList();
    }
}
