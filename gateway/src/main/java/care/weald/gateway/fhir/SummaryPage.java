package care.weald.gateway.fhir;

import static care.weald.gateway.fhir.SafeHtml.escaped;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Services;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * A patient summary as a page to read, on any screen and on paper, made of the document's narratives. It loads nothing and
 * runs nothing.
 */
final class SummaryPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SummaryPage() {}

    /** The page of a document. CPU work: not for an event loop. */
    static byte[] of(byte[] document) {
        JsonNode entries = read(document).path("entry");
        JsonNode composition = entries.path(0).path("resource");
        JsonNode patient = entries.path(1).path("resource");
        Instant at = Instant.parse(composition.path("date").asText());
        StringBuilder html = new StringBuilder(32_768);
        html.append("<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                        + "<title>Patient summary</title><style>")
                .append(SummaryStyle.CSS)
                .append("</style></head><body><a class=\"skip\" href=\"#summary\">Skip to the summary</a>");
        banner(html, new PatientWords(patient).all(at));
        html.append("<div class=\"wide\"><p class=\"made\">")
                .append(escaped(composition.path("title").asText()))
                .append("</p>");
        contents(html, composition.path("section"));
        html.append("<main id=\"summary\">");
        composition.path("section").forEach(section -> section(html, section));
        html.append("</main><footer><p>")
                .append(
                        "Confidential personal information. It shows what was in the shared care record at this moment and "
                                + "what your role may see; each entry is the responsibility of the source that is named.")
                .append("</p></footer></div></body></html>");
        return html.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw Faulted.unavailable(Services.RECORD, "incomplete-answer");
        }
    }

    private static void banner(StringBuilder html, Map<String, String> facts) {
        html.append("<header><div class=\"wide\"><h1>Patient summary</h1><p class=\"person\">")
                .append(escaped(facts.getOrDefault("Name", "Name not known")))
                .append("</p><dl>");
        facts.forEach((label, fact) -> {
            if (!label.equals("Name")) {
                html.append("<div><dt>")
                        .append(label)
                        .append("</dt><dd>")
                        .append(escaped(fact))
                        .append("</dd></div>");
            }
        });
        html.append("</dl></div></header>");
    }

    private static void contents(StringBuilder html, JsonNode sections) {
        html.append("<nav aria-label=\"Sections\"><ul>");
        for (JsonNode section : sections) {
            html.append("<li><a href=\"#")
                    .append(id(section))
                    .append("\">")
                    .append(escaped(section.path("title").asText()))
                    .append("</a></li>");
        }
        html.append("</ul></nav>");
    }

    private static void section(StringBuilder html, JsonNode section) {
        html.append("<section aria-labelledby=\"")
                .append(id(section))
                .append("\"><h2 id=\"")
                .append(id(section))
                .append("\">")
                .append(escaped(section.path("title").asText()))
                .append("</h2>")
                .append(SafeHtml.of(section.path("text").path("div").asText()))
                .append("</section>");
    }

    private static String id(JsonNode section) {
        return "s"
                + section.path("code")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText()
                        .replaceAll("[^0-9-]", "");
    }
}
