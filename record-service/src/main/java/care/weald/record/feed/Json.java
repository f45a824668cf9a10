package care.weald.record.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How feed content is read: no duplicate keys, bounded depth and length, decimals to the digit. */
final class Json {

    static final ObjectMapper MAPPER = mapper(true);

    /** For what {@link #MAPPER} has read once: the same, but duplicate keys are not looked for again. */
    static final ObjectMapper AGAIN = mapper(false);

    private Json() {}

    private static ObjectMapper mapper(boolean strict) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(64)
                                .maxStringLength(24 * 1024 * 1024)
                                .maxNumberLength(100)
                                .maxNameLength(200)
                                .build())
                        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                        .build())
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
