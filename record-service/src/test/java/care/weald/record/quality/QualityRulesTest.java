package care.weald.record.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.record.quality.Clean.Spoilt;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QualityRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static List<String> faults(ObjectNode resource) {
        return QualityRules.faults(resource.path("resourceType").asText(), resource, NOW).stream()
                .map(code -> QualityRules.rule(code).orElseThrow().name())
                .toList();
    }

    static Stream<String> types() {
        return Clean.types();
    }

    static Stream<Spoilt> spoilt() {
        return Clean.SPOILT.stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsRightHasNoFault(String type) {
        assertEquals(List.of(), faults(Clean.of(type)));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void whatIsWrongHasItsFaultAndNoOther(Spoilt spoilt) {
        assertEquals(List.of(spoilt.rule()), faults(spoilt.resource()));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void whatItsSourceTookBackHasNone(Spoilt spoilt) {
        ObjectNode resource = spoilt.resource().put("status", "entered-in-error");
        assertEquals(List.of(), faults(resource));
    }

    @Test
    void everyRuleHasBeenBroken() {
        Set<String> all = new TreeSet<>();
        IntStream.rangeClosed(1, 99)
                .mapToObj("q%02d"::formatted)
                .flatMap(code -> QualityRules.rule(code).stream())
                .forEach(rule -> all.add(rule.name()));
        Set<String> broken = new TreeSet<>();
        Clean.SPOILT.forEach(spoilt -> broken.add(spoilt.rule()));
        assertEquals(all, broken);
    }
}
