package care.weald.gateway.fhir;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * FHIR narrative as HTML that cannot do anything: a closed list of elements, hardly any attribute, all text escaped
 * (ASVS 1.2.1, 1.3.1). Cells of a table are told the heading of their column, for narrow screens.
 */
final class SafeHtml {

    private static final Set<String> ELEMENTS = Set.of(
            "b", "br", "caption", "div", "em", "i", "li", "ol", "p", "span", "strong", "table", "tbody", "td", "th",
            "thead", "tr", "ul");
    private static final Set<String> WITHOUT_CONTENT = Set.of(
            "applet",
            "audio",
            "canvas",
            "embed",
            "form",
            "frame",
            "frameset",
            "head",
            "iframe",
            "math",
            "noscript",
            "object",
            "script",
            "select",
            "style",
            "svg",
            "template",
            "textarea",
            "title",
            "video");
    private static final String UNREADABLE = "<p>This part cannot be shown.</p>";
    private static final XMLInputFactory READERS = readers();

    private final StringBuilder html = new StringBuilder(1_024);
    private final Deque<String> open = new ArrayDeque<>();
    private final List<String> headings = new ArrayList<>();
    private StringBuilder heading = new StringBuilder();
    private boolean inHead;
    private int column;
    private int dropped;

    private SafeHtml() {}

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    /** The content of a narrative's division; words that say so when it is no XHTML. */
    static String of(String div) {
        SafeHtml safe = new SafeHtml();
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new StringReader(div));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> safe.start(reader);
                    case XMLStreamConstants.END_ELEMENT ->
                        safe.end(reader.getLocalName().toLowerCase(Locale.ROOT));
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> safe.text(reader.getText());
                    case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD -> throw new XMLStreamException();
                    default -> {
                        // white space between elements, comments and instructions are not shown
                    }
                }
            }
            return safe.html.toString();
        } catch (XMLStreamException e) {
            return UNREADABLE;
        }
    }

    private void start(XMLStreamReader reader) {
        String name = reader.getLocalName().toLowerCase(Locale.ROOT);
        if (dropped > 0 || WITHOUT_CONTENT.contains(name)) {
            dropped++;
            return;
        }
        open.push(name);
        if (!ELEMENTS.contains(name)) {
            return;
        }
        switch (name) {
            case "table" -> headings.clear();
            case "thead" -> inHead = true;
            case "tr" -> column = 0;
            case "th" -> heading = new StringBuilder();
            default -> {
                // nothing to remember
            }
        }
        html.append('<').append(name).append(role(name, reader));
        if ("warning".equals(reader.getAttributeValue(null, "class"))) {
            html.append(" class=\"warning\"");
        }
        html.append('>');
    }

    /** The part that an element has in its table, which a style may not take away, and the heading of its column. */
    private String role(String name, XMLStreamReader reader) {
        return switch (name) {
            case "table" -> " role=\"table\"";
            case "thead", "tbody" -> " role=\"rowgroup\"";
            case "tr" -> " role=\"row\"";
            case "th" ->
                inHead || "col".equals(reader.getAttributeValue(null, "scope"))
                        ? " role=\"columnheader\" scope=\"col\""
                        : " role=\"rowheader\" scope=\"row\"";
            case "td" ->
                " role=\"cell\"" + (column < headings.size() ? " data-label=\"" + headings.get(column) + "\"" : "");
            default -> "";
        };
    }

    private void end(String name) {
        if (dropped > 0) {
            dropped--;
            return;
        }
        if (open.isEmpty() || !open.pop().equals(name) || !ELEMENTS.contains(name)) {
            return;
        }
        switch (name) {
            case "thead" -> inHead = false;
            case "th" -> {
                column++;
                if (inHead) {
                    headings.add(heading.toString());
                }
            }
            case "td" -> column++;
            default -> {
                // nothing to remember
            }
        }
        if (!name.equals("br")) {
            html.append("</").append(name).append('>');
        }
    }

    private void text(String text) {
        if (dropped == 0) {
            String escaped = escaped(text);
            html.append(escaped);
            heading.append(escaped);
        }
    }

    /** Text as it may stand in HTML, in an element or an attribute between double quotes. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append((char) (c < ' ' ? ' ' : c));
            }
        });
        return escaped.toString();
    }
}
