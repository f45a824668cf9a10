package care.weald.record.structure;

import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Narrative as FHIR R4 (2.4.1) allows it: well-formed XHTML in one div, with nothing that runs or loads. */
final class Xhtml {

    private static final Set<String> ELEMENTS = Set.of(
            "a",
            "abbr",
            "acronym",
            "b",
            "big",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "col",
            "colgroup",
            "dd",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "img",
            "li",
            "ol",
            "p",
            "pre",
            "q",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "tt",
            "ul",
            "var");
    private static final Pattern ENTITY = Pattern.compile("&[A-Za-z][A-Za-z0-9]{1,30};");
    private static final XMLInputFactory READERS = readers();

    private Xhtml() {}

    static boolean isSafe(String text) {
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(
                    new StringReader(ENTITY.matcher(text).replaceAll(" ")));
            boolean first = true;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if ((first && !"div".equals(reader.getLocalName())) || !isHarmless(reader)) {
                        return false;
                    }
                    first = false;
                } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                    return false;
                }
            }
            return !first;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    private static boolean isHarmless(XMLStreamReader element) {
        if (!ELEMENTS.contains(element.getLocalName())) {
            return false;
        }
        for (int i = 0; i < element.getAttributeCount(); i++) {
            String name = element.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            String value = element.getAttributeValue(i).strip().toLowerCase(Locale.ROOT);
            boolean runs = name.startsWith("on") || value.startsWith("javascript:") || value.startsWith("vbscript:");
            if (runs || (name.equals("style") && value.contains("url("))) {
                return false;
            }
        }
        return true;
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
