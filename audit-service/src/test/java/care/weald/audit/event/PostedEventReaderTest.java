package care.weald.audit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import care.weald.audit.event.PostedEventReader.Reading;
import care.weald.audit.support.Events;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostedEventReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void allOfAnEventIsRead() throws JsonProcessingException {
        UUID id = Events.uuid7();

        PostedEvent event = read(Events.search(id)).event();

        assertEquals(id, event.id());
        assertEquals("code=http://loinc.org|718-7", event.request().query());
        assertEquals(new Disclosure(List.of("cat-09"), 12, 3, List.of("KZ016"), List.of()), event.disclosure());
    }

    @Test
    void whatNeedNotBeThereMayBeAbsentOrNull() throws JsonProcessingException {
        Map<String, Object> posted = Events.refusal(Events.uuid7());
        posted.put("query", null);
        posted.remove("bodyHash");

        PostedEvent event = read(posted).event();

        assertEquals(Disclosure.NONE, event.disclosure());
        assertEquals("", event.bodyHash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id|\"not a UUID\"",
                "id|\"0b7c1c9e-8b8e-4e0b-9a5e-0a4bdc1a2f11\"",
                "id|7",
                "type|\"soap\"",
                "subtype|\"look\"",
                "action|\"X\"",
                "outcome|0",
                "outcome|\"1\"",
                "method|\"GET /\"",
                "path|[]",
                "query|{}",
                "requestId|\"1-1-1-1-1\"",
                "recorded|\"yesterday\"",
                "recorded|\"2026-11-22T10:00:00\"",
                "remote|null",
                "disclosure|[]",
                "bodyHash|\"ABCD\"",
                "status|\"200\"",
                "status|99",
                "status|200.5",
                "status|99999999999"
            })
    void aMemberOfAnotherKindIsAFaultAtItsPlace(String name, String value) throws JsonProcessingException {
        Map<String, Object> posted = Events.read(Events.uuid7());
        posted.put(name, JSON.readTree(value));

        Reading.Fault fault =
                assertInstanceOf(Reading.Fault.class, PostedEventReader.read(JSON.writeValueAsBytes(posted)));

        assertEquals(name, fault.place());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "type", "subtype", "action", "outcome", "method", "path", "requestId", "recorded", "status"
            })
    void aMemberThatMustBeThereIsMissed(String name) throws JsonProcessingException {
        Map<String, Object> posted = Events.read(Events.uuid7());
        posted.remove(name);

        Reading.Fault fault =
                assertInstanceOf(Reading.Fault.class, PostedEventReader.read(JSON.writeValueAsBytes(posted)));

        assertEquals(name, fault.place());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "categories|[\"cat-9\"]|disclosure.categories[0]",
                "categories|\"cat-09\"|disclosure.categories",
                "items|-1|disclosure.items",
                "withheld|\"3\"|disclosure.withheld",
                "organisations|[\"a b\"]|disclosure.organisations[0]",
                "person|\"x\"|disclosure",
                "persons|\"7d0c5a3e-58e4-4e0b-9a5e-0a4bdc1a2f11\"|disclosure.persons",
                "persons|[\"9912003888\"]|disclosure.persons[0]",
                "persons|[7]|disclosure.persons[0]",
                "persons|[\"7d0c5a3e-58e4-4e0b-9a5e-0a4bdc1a2f11\",\"7D0C5A3E-58e4-4e0b-9a5e-0a4bdc1a2f11\"]"
                        + "|disclosure.persons"
            })
    void aFaultInTheDisclosureNamesItsPlace(String name, String value, String place) throws JsonProcessingException {
        Map<String, Object> posted = Events.read(Events.uuid7());
        posted.put("disclosure", Map.of(name, JSON.readTree(value)));

        Reading.Fault fault =
                assertInstanceOf(Reading.Fault.class, PostedEventReader.read(JSON.writeValueAsBytes(posted)));

        assertEquals(place, fault.place());
    }

    @Test
    void atMostFiftyPeopleAreNamed() throws JsonProcessingException {
        Map<String, Object> posted = Events.read(Events.uuid7());
        posted.put("disclosure", Map.of("persons", people(50)));
        assertEquals(50, read(posted).event().disclosure().persons().size());

        posted.put("disclosure", Map.of("persons", people(51)));
        Reading.Fault fault =
                assertInstanceOf(Reading.Fault.class, PostedEventReader.read(JSON.writeValueAsBytes(posted)));
        assertEquals("disclosure.persons", fault.place());
    }

    private static List<String> people(int many) {
        return java.util.stream.Stream.generate(
                        () -> java.util.UUID.randomUUID().toString())
                .limit(many)
                .toList();
    }

    @Test
    void anUnknownMemberIsAFaultThatDoesNotRepeatIt() throws JsonProcessingException {
        Map<String, Object> posted = Events.read(Events.uuid7());
        posted.put("patient", "9912003888");

        Reading.Fault fault =
                assertInstanceOf(Reading.Fault.class, PostedEventReader.read(JSON.writeValueAsBytes(posted)));

        assertFalse(fault.toString().contains("patient"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{\"id\":\"a\",\"id\":\"b\"}",
                "{} {}",
                "{'id':1}",
                "{\"status\":NaN}",
                "{\"disclosure\":{\"categories\":[[[[[]]]]]}}"
            })
    void whatIsNotOneStrictObjectIsAFault(String body) {
        assertInstanceOf(Reading.Fault.class, PostedEventReader.read(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anEnormousFieldIsAFault() throws JsonProcessingException {
        Map<String, Object> posted = Events.read(Events.uuid7());
        posted.put("path", "a".repeat(4_097));

        assertInstanceOf(Reading.Fault.class, PostedEventReader.read(JSON.writeValueAsBytes(posted)));
    }

    private static Reading.Read read(Map<String, Object> posted) throws JsonProcessingException {
        return assertInstanceOf(Reading.Read.class, PostedEventReader.read(JSON.writeValueAsBytes(posted)));
    }
}
