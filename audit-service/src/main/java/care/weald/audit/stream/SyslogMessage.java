package care.weald.audit.stream;

import care.weald.audit.stream.Notice.Alert;
import care.weald.audit.stream.Notice.Event;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Notices as syslog messages (RFC 5424), octet-counted (RFC 5425 section 4.3). The structured data has what a filter goes
 * by; the message is ATNA's.
 *
 * @param host the sender's
 * @param enterprise the private enterprise number in the name of the structured data
 */
record SyslogMessage(String host, int enterprise) {

    /** Security and authorisation messages. */
    private static final int FACILITY = 10;

    private static final String APPLICATION = "weald-audit";

    /** What says that the message is DICOM's (IHE ITI TF-2 3.20). */
    private static final String MESSAGE_ID = "DICOM+RFC3881";

    private static final String BOM = "\uFEFF";
    private static final Map<String, Integer> OF_OUTCOME = Map.of("0", 5, "4", 4, "8", 3, "12", 2);
    private static final Map<String, Integer> OF_ALERT = Map.of("high", 1, "moderate", 4);
    private static final int NOTICE = 5;

    /** Messages from this sender; a host that no syslog header can hold becomes {@code -}. */
    static SyslogMessage from(URI publicBase, int enterprise) {
        String host = publicBase.getHost();
        boolean fit = host != null && host.length() <= 255 && host.chars().allMatch(c -> c > 32 && c < 127);
        return new SyslogMessage(fit ? host : "-", enterprise);
    }

    /** The bytes of one message without its count. */
    byte[] bytes(Notice notice) {
        String text = "<" + (FACILITY * 8 + severity(notice)) + ">1 "
                + notice.at().truncatedTo(ChronoUnit.MILLIS) + " " + host + " " + APPLICATION + " - " + MESSAGE_ID
                + " " + data(notice) + " " + BOM + AuditMessage.of(notice, host);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Messages as they go over the wire: each after its length in octets and a space. */
    byte[] frames(List<Notice> notices) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream(notices.size() * 2048);
        notices.forEach(notice -> {
            byte[] message = bytes(notice);
            frames.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            frames.writeBytes(message);
        });
        return frames.toByteArray();
    }

    private static int severity(Notice notice) {
        return switch (notice) {
            case Event event -> OF_OUTCOME.getOrDefault(event.deed().outcome(), NOTICE);
            case Alert alert -> OF_ALERT.getOrDefault(alert.rule().severity(), NOTICE);
        };
    }

    private String data(Notice notice) {
        StringBuilder data = new StringBuilder("[weald@").append(enterprise);
        switch (notice) {
            case Event event -> {
                parameter(data, "event", event.id().toString());
                parameter(data, "index", Long.toString(event.place()));
                parameter(data, "outcome", event.deed().outcome());
            }
            case Alert alert -> {
                parameter(data, "alert", alert.id().toString());
                parameter(data, "number", Long.toString(alert.place()));
                parameter(data, "rule", alert.rule().id());
                parameter(data, "severity", alert.rule().severity());
            }
        }
        parameter(data, "organisation", notice.actor().organisation());
        parameter(data, "user", notice.actor().user());
        return data.append(']').toString();
    }

    private static void parameter(StringBuilder data, String name, String value) {
        if (!value.isEmpty()) {
            data.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
        }
    }

    /** A parameter's value (RFC 5424 section 6.3.3); control characters as {@code #} and their number (section 8.2). */
    static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\' || point == ']') {
                text.append('\\').append((char) point);
            } else if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029) {
                text.append('#').append("%03d".formatted(point));
            } else {
                text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 0xFFFD : point);
            }
        });
        return text.toString();
    }
}
