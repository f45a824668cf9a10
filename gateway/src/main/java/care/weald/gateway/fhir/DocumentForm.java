package care.weald.gateway.fhir;

import care.weald.gateway.platform.Format;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which form a document is wanted: as a Binary by who names a FHIR format, as its bytes by everybody else (FHIR R4
 * binary, 2.40.1; IHE MHD ITI-68).
 *
 * @param fhir the format of the Binary; empty for the bytes
 * @param types the media types that will do; all when there is none
 */
record DocumentForm(Optional<Format> fhir, List<String> types) {

    private static final int MOST = 20;

    /** The form that a request wants; empty when its {@code _format} is none of ours. */
    static Optional<DocumentForm> of(HttpServerRequest request) {
        String query = request.query();
        String parameter = query != null && query.contains("_format=") ? request.getParam("_format") : null;
        if (parameter != null) {
            return Format.wanted(null, parameter).map(format -> new DocumentForm(Optional.of(format), List.of()));
        }
        String accept = request.getHeader("Accept");
        List<String> types = accept == null
                ? List.of()
                : Stream.of(accept.split(",", MOST)).map(DocumentType::plain).toList();
        return Optional.of(
                new DocumentForm(types.stream().flatMap(DocumentForm::fhir).findFirst(), types));
    }

    private static Stream<Format> fhir(String type) {
        return switch (type) {
            case "application/fhir+json", "application/json" -> Stream.of(Format.JSON);
            case "application/fhir+xml" -> Stream.of(Format.XML);
            default -> Stream.empty();
        };
    }

    /** Whether a document of this media type will do. */
    boolean takes(String mediaType) {
        String plain = DocumentType.plain(mediaType);
        String family = plain.substring(0, plain.indexOf('/') + 1) + "*";
        return types.isEmpty() || types.contains("*/*") || types.contains(plain) || types.contains(family);
    }
}
