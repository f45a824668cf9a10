package care.weald.identity.match.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version of what levels are worth. Immutable; the same model and the same records give the same answer, bit for bit. It
 * is read from and written to JSON by {@link ModelJson}.
 */
public final class Model {

    private static final String SHIPPED = "/match/default-model.json";

    private final String version;
    private final Limits limits;
    private final LevelTable same;
    private final LevelTable strangers;
    private final LevelTable relatives;
    private final LevelTable peers;
    private final SortedMap<String, LevelTable> sources;
    private final NameFrequencies given;
    private final NameFrequencies family;
    private final String sha256;

    /** A model of these parts; see {@link ModelParts}. */
    public Model(ModelParts parts) {
        this.version = parts.version();
        this.limits = parts.limits();
        this.same = parts.same();
        this.strangers = parts.strangers();
        this.relatives = parts.relatives();
        this.peers = parts.peers();
        this.sources = new TreeMap<>(parts.sources());
        this.given = parts.given();
        this.family = parts.family();
        this.sha256 = ModelJson.sha256(this);
    }

    /** The model of the design, before any training; every name is equally rare. */
    public static Model starting() {
        NameFrequencies given = new NameFrequencies(Map.of(), 1, 0.002);
        NameFrequencies family = new NameFrequencies(Map.of(), 1, 0.0005);
        return new Model(new ModelParts(
                "starting",
                Limits.STARTING,
                StartingTables.same(),
                StartingTables.strangers(),
                StartingTables.relatives(),
                StartingTables.peers(),
                Map.of(),
                given,
                family));
    }

    /**
     * The model that is shipped, trained on an invented population.
     *
     * @throws IllegalStateException when the resource is missing or broken, which is a fault of the build
     */
    public static Model shipped() {
        try (@Nullable InputStream in = Model.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("no shipped model");
            }
            return ModelJson.read(ModelJson.parse(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model as JSON. */
    public JsonNode toJson() {
        return ModelJson.write(this);
    }

    /** The name of this version. */
    public String version() {
        return version;
    }

    /** Where it draws its lines. */
    public Limits limits() {
        return limits;
    }

    /** How often records of one person agree on a level, over all sources. */
    public LevelTable same() {
        return same;
    }

    /** The same for records that come from {@code source}; over all sources when it has no profile of its own. */
    public LevelTable same(String source) {
        return sources.getOrDefault(source, same);
    }

    /** How often strangers agree. */
    public LevelTable strangers() {
        return strangers;
    }

    /** How often different people of one household agree. */
    public LevelTable relatives() {
        return relatives;
    }

    /** How often those of them agree who were born within a few years: couples, brothers and sisters, twins. */
    public LevelTable peers() {
        return peers;
    }

    /** The profiles of sources, by name. */
    public SortedMap<String, LevelTable> sources() {
        return java.util.Collections.unmodifiableSortedMap(sources);
    }

    /** How common given names are. */
    public NameFrequencies given() {
        return given;
    }

    /** How common family names are. */
    public NameFrequencies family() {
        return family;
    }

    /** The SHA-256 of the canonical JSON, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }
}
