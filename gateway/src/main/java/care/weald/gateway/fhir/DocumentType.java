package care.weald.gateway.fhir;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the bytes of a document are served as. Types that a browser might run (HTML, SVG, XML and all that is not known) are
 * served as bytes of no type; none is ever shown inside a page of this origin.
 *
 * @param served the content type of the answer
 * @param extension of the name that the file is saved by
 */
record DocumentType(String served, String extension) {

    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
    private static final String BYTES = "application/octet-stream";
    private static final Map<String, String> HARMLESS = Map.ofEntries(
            Map.entry("application/dicom", "dcm"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/rtf", "rtf"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/tiff", "tif"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/rtf", "rtf"),
            Map.entry("application/zip", "zip"));

    /** How a document of this media type is served. */
    static DocumentType of(String mediaType) {
        String plain = plain(mediaType);
        String charset = mediaType
                .substring(Math.min(mediaType.length(), mediaType.indexOf(';') + 1))
                .strip();
        boolean text = plain.equals("text/plain") && mediaType.indexOf(';') > 0 && charset.startsWith("charset=");
        return Optional.ofNullable(HARMLESS.get(plain))
                .map(extension -> new DocumentType(text ? plain + ";" + charset : plain, extension))
                .orElse(new DocumentType(BYTES, "bin"));
    }

    /** Without parameters and case. */
    static String plain(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** What the answer says of its body. */
    Map<String, String> headers() {
        return Map.of(
                "Content-Type",
                served,
                "Content-Disposition",
                "attachment; filename=\"document." + extension + "\"",
                "Content-Security-Policy",
                POLICY);
    }
}
