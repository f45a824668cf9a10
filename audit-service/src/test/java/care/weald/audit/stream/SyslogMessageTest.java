package care.weald.audit.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class SyslogMessageTest {

    /** RFC 5424 section 6, with one element of structured data. */
    private static final Pattern SYSLOG = Pattern.compile(
            "<([0-9]{1,3})>1 ([0-9T:.Z-]+) ([!-~]{1,255}) ([!-~]{1,48}) - ([!-~]{1,32}) "
                    + "\\[([!-~&&[^=\"\\]]]{1,32})((?: [a-z]+=\"(?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*\")*)] \uFEFF(.*)",
            Pattern.DOTALL);

    private static final SyslogMessage FORM = SyslogMessage.from(URI.create("https://record.example.org/fhir"), 32_473);

    private static Matcher read(String user) {
        String text = new String(FORM.bytes(Notices.by(user)), StandardCharsets.UTF_8);
        Matcher match = SYSLOG.matcher(text);
        assertTrue(match.matches(), text);
        return match;
    }

    private static Element payload(String user) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(read(user).group(8).getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    @Test
    void theHeaderIsThatOfAnAuditMessage() {
        Matcher message = read("u-1");

        assertEquals("85", message.group(1));
        assertEquals("2026-11-22T01:02:03.004Z", message.group(2));
        assertEquals("record.example.org", message.group(3));
        assertEquals("weald-audit", message.group(4));
        assertEquals("DICOM+RFC3881", message.group(5));
        assertEquals("weald@32473", message.group(6));
        assertEquals(
                " event=\"01937a3e-0000-7000-8000-000000000001\" index=\"7\" outcome=\"0\" organisation=\"KZ016\" user=\"u-1\"",
                message.group(7));
    }

    @Test
    void theMessageIsUtf8AfterItsByteOrderMark() {
        byte[] bytes = FORM.bytes(Notices.by("u-1"));
        byte[] start = "\uFEFF<?xml".getBytes(StandardCharsets.UTF_8);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(start, StandardCharsets.ISO_8859_1));

        assertArrayEquals(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, Arrays.copyOfRange(bytes, at, at + 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"] [weald@32473 user=\"b",
                "a\\",
                "a\r\n14 <85>1 forged",
                "a\0b\u0007c\u001b[2Jd\u007Fe\u0085f\u2028g",
                "<script>&amp;\"'",
                "\uD800 half",
                "Zoë \uD83D\uDE80"
            })
    void whateverAUserIsCalledTheMessageStaysOne(String user) throws Exception {
        // When
        Matcher message = read(user);

        // Then the header has one line, and the payload is well formed and says the same
        assertTrue(message.group(7).chars().noneMatch(Character::isISOControl));
        Element participant = (Element)
                payload(user).getElementsByTagName("ActiveParticipant").item(0);
        assertEquals("true", participant.getAttribute("UserIsRequestor"));
        assertEquals(
                1, payload(user).getElementsByTagName("EventIdentification").getLength());
    }

    @Test
    void controlCharactersAreNumbersAndDelimitersAreEscaped() {
        assertEquals("a#010b#000c#127d", SyslogMessage.escaped("a\nb\0c\u007Fd"));
        assertEquals("\\\"\\\\\\]", SyslogMessage.escaped("\"\\]"));
    }

    @Test
    void thePayloadIsDicomsAuditMessage() throws Exception {
        Element message = payload("u-1");

        Element event =
                (Element) message.getElementsByTagName("EventIdentification").item(0);
        assertEquals("AuditMessage", message.getTagName());
        assertEquals("R", event.getAttribute("EventActionCode"));
        assertEquals("0", event.getAttribute("EventOutcomeIndicator"));
        assertEquals("2026-11-22T01:02:03.004Z", event.getAttribute("EventDateTime"));
        assertEquals("rest", ((Element) message.getElementsByTagName("EventID").item(0)).getAttribute("csd-code"));
        Element user =
                (Element) message.getElementsByTagName("ActiveParticipant").item(0);
        assertEquals("u-1", user.getAttribute("UserID"));
        assertEquals("192.0.2.7", user.getAttribute("NetworkAccessPointID"));
        Element object = (Element)
                message.getElementsByTagName("ParticipantObjectIdentification").item(0);
        assertEquals("01937a3e-0000-7000-8000-000000000001", object.getAttribute("ParticipantObjectID"));
    }

    @Test
    void aHostThatNoHeaderCanHoldIsNone() {
        assertEquals("-", SyslogMessage.from(URI.create("urn:weald"), 1).host());
    }
}
