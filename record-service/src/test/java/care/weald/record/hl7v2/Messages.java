package care.weald.record.hl7v2;

import java.nio.charset.StandardCharsets;

/** Messages of an invented hospital. */
final class Messages {

    static final String PATIENT =
            "PID|1||P1^^^HOSP^MR~999 000 0018^^^NHS^NH||Testperson^Zebedee^Z^^Mr^^L||19610304|1|||1 Test Street^^Testtown^^TE1 1ST^GBR^H"
                    + "||01234 567890^PRN^PH|||||||||||||||||||01";
    static final String VISIT =
            "PV1|1|I|Ward 3^Bay 2^Bed 7^Test Hospital||||C1^Bell^Ada^^^Dr^^^GMC|||300|||||||||V77^^^HOSP|||||||||||||||||||||||||202603011000";

    private Messages() {}

    /** A message of this type, time and control id, with these segments. */
    static String of(String type, String time, String control, String... segments) {
        String event = type.startsWith("ADT") ? "EVN|" + type.substring(4, 7) + "|" + time + "\r" : "";
        return "MSH|^~\\&|PAS|TESTHOSP|WEALD|WEALD|" + time + "||" + type + "|" + control + "|P|2.4\r" + event
                + String.join("\r", segments) + "\r";
    }

    static String admission(String time, String control) {
        return of("ADT^A01", time, control, PATIENT, VISIT);
    }

    static String results(String time, String control, String value) {
        return of(
                "ORU^R01",
                time,
                control,
                PATIENT,
                "PV1|1|I|||||||||||||||||V77^^^HOSP",
                "OBR|1|PL1^HOSP|FL1^LAB|26604007^Full blood count^SCT|||202603011030|||||||||||||||202603011200||HM|F",
                "NTE|1||Sample slightly haemolysed",
                "OBX|1|NM|1022431000000105^Haemoglobin^SCT||" + value + "|g/L^^UCUM|130-170|L|||F",
                "OBX|2|ST|COMMENT^Comment^LAB||Repeat \\T\\ review||||||F",
                "NTE|1||Rang the ward");
    }

    static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
