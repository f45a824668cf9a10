package care.weald.record.hl7v2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.hl7v2.Refusal.Refused;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Er7Test {

    private static final String HEAD = "MSH|^~\\&|A|B|||20260301||ADT^A01|1|P|2.4|||||GBR|%s\rZZZ|%s";

    private static String field(String content) {
        return read(HEAD.formatted("", content), StandardCharsets.UTF_8, "").text(1);
    }

    private static Segment read(String message, Charset sent, String transport) {
        return Er7.read(message.getBytes(sent), transport).getLast();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f > a|b^c&d~e\\f",
                "one\\.br\\two > 'one\ntwo'",
                "\\H\\loud\\N\\ > loud",
                "\\X41\\ > A",
                "50\\ > 50\\",
                "\\Zxyz\\a > a"
            })
    void escapesAreUndone(String written, String meant) {
        assertEquals(meant, field(written));
    }

    @Test
    void messageMayChooseItsOwnSeparators() {
        // When
        Segment own = Er7.read("MSH#*%!@#A#B\rZZZ#a*b@c%d".getBytes(StandardCharsets.UTF_8), "")
                .getLast();

        // Then
        assertEquals("c", own.field(1).component(2).component(2).text());
        assertEquals(2, own.all(1).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u000B%s\u001C\r", "\uFEFF%s", "\r\n%s\r\n\r\n", "%s"})
    void framesAndMarksAroundAMessageArePassedOver(String frame) {
        assertEquals(
                "x",
                read(frame.formatted(HEAD.formatted("", "x")), StandardCharsets.UTF_8, "")
                        .text(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void segmentsEndInAnyOfThreeWays(String end) {
        assertEquals(
                2,
                Er7.read(HEAD.formatted("", "x").replace("\r", end).getBytes(StandardCharsets.UTF_8), "")
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "8859/1, ISO-8859-1, ''",
        "UNICODE UTF-8, UTF-8, ''",
        "'', UTF-8, ''",
        "'', ISO-8859-1, iso-8859-1",
        "8859/15, ISO-8859-15, ''"
    })
    void characterSetIsTheOneThatIsStated(String stated, String sent, String transport) {
        assertEquals(
                "Zoë",
                read(HEAD.formatted(stated, "Zoë"), Charset.forName(sent), transport)
                        .text(1));
    }

    @ParameterizedTest
    @CsvSource({
        "ASCII, UTF-8, ''",
        "'', ISO-8859-1, ''",
        "UNICODE UTF-8, ISO-8859-1, ''",
        "EBCDIC, UTF-8, ''",
        "8859/1, UTF-8, utf-8",
        "'', UTF-8, utf-16"
    })
    void characterSetThatDoesNotFitIsRefused(String stated, String sent, String transport) {
        // When
        Refused refused = assertThrows(
                Refused.class, () -> read(HEAD.formatted(stated, "Zoë"), Charset.forName(sent), transport));

        // Then
        assertEquals("AR", refused.refusal().acknowledgement());
        assertTrue(List.of("MSH-18", "Content-Type").contains(refused.refusal().place()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MSH",
                "MSH|",
                "MSH|^^\\&|A\rPID|1",
                "MSH|^~|A\rPID|1",
                "MSHA^~\\&AB",
                "PID|1\rMSH|^~\\&|",
                "MSH|^~\\&|A\rpid|1",
                "MSH|^~\\&|A\rPIDX|1",
                "MSH|^~\\&|A\rMSH|^~\\&|B",
                "{\"resourceType\":\"Bundle\"}",
                "MSH|^~\\&|A\rPI"
            })
    void whatIsNoMessageIsRefused(String content) {
        assertThrows(Refused.class, () -> Er7.read(content.getBytes(StandardCharsets.UTF_8), ""));
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2026",
        "202603, 2026-03",
        "20260301, 2026-03-01",
        "202603011005, 2026-03-01T10:05:00Z",
        "20260701100507, 2026-07-01T10:05:07+01:00",
        "20260701100507.25, 2026-07-01T10:05:07.25+01:00",
        "20261025013000, 2026-10-25T01:30:00+01:00",
        "20260701100507+0000, 2026-07-01T10:05:07Z",
        "20260701100507-0530, 2026-07-01T10:05:07-05:30"
    })
    void timeWithoutAZoneIsLondons(String stamp, String meant) {
        assertEquals(meant, Moments.dateTime(value(stamp)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20261301",
                "20260230",
                "yesterday",
                "2026030110056",
                "20260301256000",
                "202603011005+9999",
                "0000"
            })
    void whatIsNoTimeIsRefused(String stamp) {
        assertThrows(Refused.class, () -> Moments.dateTime(value(stamp)));
    }

    private static Value value(String text) {
        return new Value(text, Delimiters.of("MSH|^~\\&|"), "ZZZ-1", 0);
    }
}
