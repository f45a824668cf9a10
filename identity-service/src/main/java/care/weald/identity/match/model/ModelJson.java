package care.weald.identity.match.model;

import care.weald.identity.match.compare.Field;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Models as JSON trees. The canonical form is the compact text of {@link #write}, whose members have one order. */
public final class ModelJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final HexFormat HEX = HexFormat.of();

    private ModelJson() {}

    /** The tree that {@code in} holds. */
    static JsonNode parse(InputStream in) throws IOException {
        return MAPPER.readTree(in);
    }

    /** {@code model} as a tree. */
    public static ObjectNode write(Model model) {
        ObjectNode out = NODES.objectNode();
        out.put("version", model.version());
        out.set("limits", limits(model.limits()));
        out.set("same", table(model.same()));
        out.set("strangers", table(model.strangers()));
        out.set("relatives", table(model.relatives()));
        out.set("peers", table(model.peers()));
        ObjectNode sources = out.putObject("sources");
        model.sources().forEach((source, table) -> sources.set(source, table(table)));
        out.set("given", names(model.given()));
        out.set("family", names(model.family()));
        return out;
    }

    /** The SHA-256 of the canonical form of {@code model}. */
    static String sha256(Model model) {
        try {
            byte[] canonical = write(model).toString().getBytes(StandardCharsets.UTF_8);
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ObjectNode limits(Limits limits) {
        return NODES.objectNode()
                .put("fieldBits", limits.fieldBits())
                .put("householdBits", limits.householdBits())
                .put("ownBits", limits.ownBits())
                .put("marginBits", limits.marginBits())
                .put("knownBits", limits.knownBits())
                .put("certain", limits.certain())
                .put("probable", limits.probable())
                .put("possible", limits.possible())
                .put("smallestPopulation", limits.smallestPopulation());
    }

    private static ObjectNode table(LevelTable table) {
        ObjectNode out = NODES.objectNode();
        for (Field field : Field.all()) {
            ObjectNode row = out.putObject(field.code());
            for (int level = 0; level < field.levels().size(); level++) {
                row.put(field.levels().get(level), table.get(field, level));
            }
        }
        return out;
    }

    private static ObjectNode names(NameFrequencies names) {
        ObjectNode out = NODES.objectNode().put("total", names.total()).put("floor", names.floor());
        ObjectNode counts = out.putObject("counts");
        names.counts().forEach((hash, count) -> counts.put(HEX.toHexDigits(hash), count));
        return out;
    }

    /**
     * The model that {@code json} describes.
     *
     * @throws IllegalArgumentException naming the path of the first fault
     */
    public static Model read(JsonNode json) {
        Map<String, LevelTable> sources = new HashMap<>();
        json.path("sources").properties().forEach(e -> sources.put(e.getKey(), table(e.getValue(), "/sources")));
        return new Model(new ModelParts(
                json.path("version").asText(),
                readLimits(json.path("limits")),
                table(json.path("same"), "/same"),
                table(json.path("strangers"), "/strangers"),
                table(json.path("relatives"), "/relatives"),
                table(json.path("peers"), "/peers"),
                sources,
                readNames(json.path("given"), "/given"),
                readNames(json.path("family"), "/family")));
    }

    private static Limits readLimits(JsonNode json) {
        return new Limits(
                number(json, "/limits", "fieldBits"),
                number(json, "/limits", "householdBits"),
                number(json, "/limits", "ownBits"),
                number(json, "/limits", "marginBits"),
                number(json, "/limits", "knownBits"),
                number(json, "/limits", "certain"),
                number(json, "/limits", "probable"),
                number(json, "/limits", "possible"),
                (long) number(json, "/limits", "smallestPopulation"));
    }

    private static LevelTable table(JsonNode json, String path) {
        double[][] rows = new double[Field.all().size()][];
        for (Field field : Field.all()) {
            JsonNode row = json.path(field.code());
            rows[field.index()] = field.levels().stream()
                    .mapToDouble(level -> number(row, path + "/" + field.code(), level))
                    .toArray();
        }
        return LevelTable.of(rows);
    }

    private static NameFrequencies readNames(JsonNode json, String path) {
        Map<Long, Integer> counts = new HashMap<>();
        json.path("counts")
                .properties()
                .forEach(e -> counts.put(hash(e.getKey(), path), e.getValue().asInt()));
        return new NameFrequencies(counts, (long) number(json, path, "total"), number(json, path, "floor"));
    }

    private static long hash(String hex, String path) {
        try {
            return HexFormat.fromHexDigitsToLong(hex);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a name's hash under " + path + "/counts", e);
        }
    }

    private static double number(JsonNode json, String path, String name) {
        JsonNode value = json.path(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("no number at " + path + "/" + name);
        }
        return value.asDouble();
    }
}
