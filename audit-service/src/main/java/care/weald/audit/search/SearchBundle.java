package care.weald.audit.search;

import care.weald.audit.search.EventSearch.Found;
import care.weald.audit.search.EventSearch.Page;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A FHIR R4 searchset Bundle, put together from the bytes that are kept. */
final class SearchBundle {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String base;

    SearchBundle(String publicBase) {
        this.base = publicBase + "/AuditEvent";
    }

    /** The Bundle of {@code page}, whose links repeat {@code query}. */
    Buffer of(Page page, Map<String, List<String>> query) {
        Buffer bundle = Buffer.buffer(4_096 + page.events().size() * 3_072)
                .appendString("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[");
        bundle.appendString(link("self", url(query, null)));
        page.next().ifPresent(next -> bundle.appendString(",").appendString(link("next", url(query, next))));
        bundle.appendString("]");
        String before = ",\"entry\":[";
        for (Found event : page.events()) {
            bundle.appendString(before + "{\"fullUrl\":\"" + quote(base + "/" + event.id()) + "\",\"resource\":")
                    .appendBuffer(event.body())
                    .appendString(",\"search\":{\"mode\":\"match\"}}");
            before = ",";
        }
        return bundle.appendString(page.events().isEmpty() ? "}" : "]}");
    }

    /** The {@code Weald-Disclosure} of {@code page}. */
    static String disclosure(Page page) {
        ObjectNode disclosure = NODES.objectNode();
        disclosure.putArray("categories");
        disclosure.put("items", page.events().size()).put("withheld", 0);
        ArrayNode organisations = disclosure.putArray("organisations");
        page.events().stream().map(Found::organisation).distinct().sorted().forEach(organisations::add);
        return disclosure.toString();
    }

    private static String link(String relation, String url) {
        return "{\"relation\":\"" + relation + "\",\"url\":\"" + quote(url) + "\"}";
    }

    private String url(Map<String, List<String>> query, @Nullable Cursor next) {
        StringBuilder url = new StringBuilder(base);
        query.forEach((name, values) -> values.stream()
                .filter(_ -> next == null || !name.equals("_cursor"))
                .forEach(value -> add(url, name, value)));
        if (next != null) {
            add(url, "_cursor", next.text());
        }
        return url.toString();
    }

    private static void add(StringBuilder url, String name, String value) {
        url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static String quote(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
