package care.weald.record.search;

import care.weald.record.search.BundleWriter.Link;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The self and next links of an answer, with the parameters as they were understood. */
public final class Links {

    private Links() {}

    /** The links of a page at {@code url}; {@code next} is the sealed cursor of the next one, if there is one. */
    public static List<Link> of(String url, List<Map.Entry<String, String>> parameters, Optional<String> next) {
        List<Link> links = new ArrayList<>();
        links.add(new Link("self", url(url, parameters)));
        next.ifPresent(cursor -> {
            List<Map.Entry<String, String>> more = new ArrayList<>(parameters);
            more.add(Map.entry("_cursor", cursor));
            links.add(new Link("next", url(url, more)));
        });
        return links;
    }

    private static String url(String url, List<Map.Entry<String, String>> parameters) {
        return parameters.isEmpty()
                ? url
                : parameters.stream()
                        .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                        .collect(Collectors.joining("&", url + "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
