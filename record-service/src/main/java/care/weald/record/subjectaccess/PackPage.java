package care.weald.record.subjectaccess;

import care.weald.record.category.Category;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The copy as a page to read, which is also what the PDF is made of: well-formed XHTML with headings in their order, tables
 * whose cells have headings, and plain words. Whatever a source said is text here and never markup.
 */
record PackPage(Pack pack) {

    static final String TITLE = "A copy of your health and care record";

    /** The same words whether or not anything is left out: they tell nothing of either. */
    private static final String LAW =
            "The law lets us leave out what is about other people, and what could seriously harm"
                    + " somebody if it were known. A health professional has read your record with that in mind. If you think that"
                    + " something is missing or wrong, ask the organisation that gave you this copy, or the Information"
                    + " Commissioner’s Office.";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private static final String STYLE = "@page{size:A4;margin:2cm}body{font-family:'Liberation Sans',Arial,sans-serif;"
            + "font-size:12pt;line-height:1.4;color:#212b32}h1{font-size:22pt}h2{font-size:17pt;margin-top:1.2em}"
            + "h3{font-size:13pt;margin-bottom:0.2em}table{border-collapse:collapse;width:100%}"
            + "th{text-align:left;width:30%;vertical-align:top}td,th{border-bottom:1px solid #768692;padding:4pt;"
            + "word-wrap:break-word}";

    /** The page. */
    String html() {
        StringBuilder html = new StringBuilder(64 * 1024);
        html.append("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en-GB\" xml:lang=\"en-GB\"><head><title>")
                .append(TITLE)
                .append("</title><meta charset=\"UTF-8\"/><meta name=\"description\" content=\"")
                .append(TITLE)
                .append("\"/><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>")
                .append(TITLE)
                .append("</h1>");
        LocalDate day = LocalDate.ofInstant(pack.request().madeAt(), ZoneId.of("Europe/London"));
        paragraph(html, "This is what the shared care record held on " + DAY.format(day) + ".");
        paragraph(html, LAW);
        html.append("<h2>Who this is about</h2>");
        table(html, who(pack.patient()));
        for (Category category : Category.values()) {
            category(html, category, pack.of(category));
        }
        return html.append("</main></body></html>").toString();
    }

    private static List<PlainWords.Line> who(JsonNode patient) {
        return PlainWords.lines(patient);
    }

    private static void category(StringBuilder html, Category category, List<Pack.Item> items) {
        if (items.isEmpty()) {
            return;
        }
        html.append("<h2>").append(escaped(category.title())).append("</h2>");
        for (Pack.Item item : items) {
            html.append("<h3>")
                    .append(escaped(PlainWords.title(item.resource())))
                    .append("</h3>");
            paragraph(html, "From " + item.organisation());
            table(html, PlainWords.lines(item.resource()));
        }
    }

    private static void table(StringBuilder html, List<PlainWords.Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        html.append("<table><tbody>");
        for (PlainWords.Line line : lines) {
            html.append("<tr><th scope=\"row\">")
                    .append(escaped(line.name()))
                    .append("</th><td>")
                    .append(escaped(line.value()))
                    .append("</td></tr>");
        }
        html.append("</tbody></table>");
    }

    private static void paragraph(StringBuilder html, String text) {
        html.append("<p>").append(escaped(text)).append("</p>");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : c == '\t' || c == '\n' || c == '\r' ? ' ' : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** What XML 1.0 can hold; half a pair cannot stand there. */
    private static boolean isXml(int c) {
        return c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
