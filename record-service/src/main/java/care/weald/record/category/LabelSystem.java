package care.weald.record.category;

import java.util.Locale;

/**
 * What a code system of security labels is, however it is spelled: R4's URL, the ones of STU3 and before, the OID of HL7
 * version 3. An unknown one is {@link #OTHER}, which is read closed: what might be a label counts as one.
 */
enum LabelSystem {
    /** Our information categories. */
    CATEGORY,
    /** HL7's codes of confidentiality. */
    CONFIDENTIALITY,
    /** HL7's codes of sensitivity. */
    SENSITIVITY,
    /** Any other, and none. */
    OTHER;

    private static final String CONFIDENTIALITY_OID = "2.16.840.1.113883.5.25";
    private static final String ACT_CODE_OID = "2.16.840.1.113883.5.4";

    /** The kind of a {@code Coding.system}, which may be empty. */
    static LabelSystem of(String system) {
        if (Category.SYSTEM.equals(system)) {
            return CATEGORY;
        }
        String plain = plain(system);
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        boolean hl7 = plain.contains("hl7.org/");
        if (plain.equals(CONFIDENTIALITY_OID) || (hl7 && last.equals("confidentiality"))) {
            return CONFIDENTIALITY;
        }
        return plain.equals(ACT_CODE_OID) || (hl7 && last.equals("actcode")) ? SENSITIVITY : OTHER;
    }

    /** Without case, version, the ends that vary, and what names the version 3 systems. */
    private static String plain(String system) {
        String plain = system.strip().toLowerCase(Locale.ROOT);
        int version = plain.indexOf('|');
        plain = version < 0 ? plain : plain.substring(0, version);
        plain = plain.startsWith("urn:oid:") ? plain.substring("urn:oid:".length()) : plain;
        plain = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
        return plain.replace("/v3-", "/");
    }
}
