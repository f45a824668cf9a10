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
    private static final Set<String> ADDRESSES = Set.of(
            "action",
            "background",
            "cite",
            "data",
            "formaction",
            "href",
            "longdesc",
            "poster",
            "src",
            "srcset",
            "usemap");
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");
    private static final Pattern ENTITY = Pattern.compile("&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};");
    private static final Pattern STYLE = Pattern.compile("url|expression|@import|javascript|/\\*|\\\\");

    /** Stands for an entity of HTML, which text may have and an attribute may not. */
    private static final String MARK = "\uE000";

    private static final XMLInputFactory READERS = readers();

    private Xhtml() {}

    static boolean isSafe(String text) {
        // a reader of HTML ends a CDATA section at its first angle bracket
        if (text.contains("<![CDATA[")) {
            return false;
        }
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(
                    new StringReader(ENTITY.matcher(text).replaceAll(MARK)));
            boolean first = true;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if ((first && !"div".equals(reader.getLocalName())) || !isHarmless(reader)) {
                        return false;
                    }
                    first = false;
                } else if (isRefused(event, reader)) {
                    return false;
                }
            }
            return !first;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    /** A reader of HTML may end a comment earlier than one of XML. */
    private static boolean isRefused(int event, XMLStreamReader reader) {
        return event == XMLStreamConstants.DTD
                || event == XMLStreamConstants.PROCESSING_INSTRUCTION
                || (event == XMLStreamConstants.COMMENT && reader.getText().indexOf('>') >= 0);
    }

    private static boolean isHarmless(XMLStreamReader element) {
        if (!ELEMENTS.contains(element.getLocalName())) {
            return false;
        }
        for (int i = 0; i < element.getAttributeCount(); i++) {
            String name = element.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            if (name.startsWith("on") || !isHarmless(name, element.getAttributeValue(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmless(String name, String value) {
        String plain = plain(value);
        if (value.contains(MARK) || plain.startsWith("javascript:") || plain.startsWith("vbscript:")) {
            return false;
        }
        if (name.equals("style")) {
            return !STYLE.matcher(plain).find();
        }
        return !ADDRESSES.contains(name) || isAddress(plain);
    }

    /** Without the blanks and controls that a browser passes over in an address. */
    private static String plain(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        value.codePoints().filter(point -> point > ' ').forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isAddress(String plain) {
        int colon = plain.indexOf(':');
        int slash = plain.indexOf('/');
        boolean relative = plain.startsWith("#") || colon < 0 || (slash >= 0 && slash < colon);
        return relative || SCHEMES.contains(plain.substring(0, colon));
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
