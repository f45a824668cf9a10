package care.weald.record.summary;

import java.util.List;

/** Writes the XHTML of a section (FHIR R4 narrative, 2.4). Whatever a source said is text here and never markup. */
final class Narrative {

    private final StringBuilder html = new StringBuilder(512);

    /** Opens the division. */
    Narrative() {
        html.append("<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en-GB\" xml:lang=\"en-GB\">");
    }

    /** What a cell holds: lines, which are a list where there are several. */
    record Cell(List<String> lines) {

        Cell {
            lines = lines.stream().filter(line -> !line.isEmpty()).toList();
        }

        static Cell of(String text) {
            return new Cell(List.of(text));
        }
    }

    /** A paragraph. */
    void paragraph(String text) {
        html.append("<p>").append(escaped(text)).append("</p>");
    }

    /** A paragraph that must not be overlooked. */
    void warning(String text) {
        html.append("<p class=\"warning\"><strong>").append(escaped(text)).append("</strong></p>");
    }

    /** A table; the first cell of each row names it. */
    void table(List<String> headings, List<List<Cell>> rows) {
        html.append("<table><thead><tr>");
        headings.forEach(heading ->
                html.append("<th scope=\"col\">").append(escaped(heading)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (List<Cell> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append(i == 0 ? "<th scope=\"row\">" : "<td>");
                cell(row.get(i));
                html.append(i == 0 ? "</th>" : "</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    private void cell(Cell cell) {
        if (cell.lines().size() == 1) {
            html.append(escaped(cell.lines().getFirst()));
        } else if (!cell.lines().isEmpty()) {
            html.append("<ul>");
            cell.lines()
                    .forEach(line -> html.append("<li>").append(escaped(line)).append("</li>"));
            html.append("</ul>");
        }
    }

    /** Closes the division and answers it all. */
    String close() {
        return html.append("</div>").toString();
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append(' ');
                default -> escaped.append(c < ' ' || c == '\uFFFE' || c == '\uFFFF' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }
}
