package care.weald.audit.accesslog;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page of an access log to read, on any screen and on paper. It runs nothing; its style is the console's. */
final class AccessLogPage {

    private static final ZoneId HERE = ZoneId.of("Europe/London");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK).withZone(HERE);

    private static final String HEAD = """
            <!doctype html>
            <html lang="en-GB"><head><meta charset="utf-8"><title>Who has used your record</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="stylesheet" href="/console/pico.min.css"><link rel="stylesheet" href="/console/console.css">
            </head><body><header><div class="wide"><p class="brand">Weald</p></div></header><main class="wide">
            <h1>Who has used your record</h1>
            <p>Each line is one use, the newest first: also those by computer systems, those that were refused, and those in
            an emergency. If one surprises you, ask the organisation that is named, and tell it the line's reference.</p>
            """;

    private AccessLogPage() {}

    /** The page as HTML; {@code asked} is what the next page is asked for with besides its cursor. */
    static String of(AccessLog log, Sentence sentence, Map<String, List<String>> asked) {
        StringBuilder html = new StringBuilder(2_048 + log.uses().size() * 768).append(HEAD);
        if (log.uses().isEmpty()) {
            html.append("<p>Nobody has used your record in this time.</p>");
        } else {
            html.append("<table class=\"cards\"><caption>Uses of your record</caption><thead><tr>"
                    + "<th scope=\"col\">When</th><th scope=\"col\">What happened</th>"
                    + "<th scope=\"col\">Reference</th></tr></thead><tbody>");
            log.uses().forEach(use -> row(html, use, sentence));
            html.append("</tbody></table>");
        }
        log.next()
                .ifPresent(cursor -> html.append("<p><a rel=\"next\" href=\"?")
                        .append(escaped(kept(asked) + "_cursor=" + encoded(cursor)))
                        .append("\">Earlier uses</a></p>"));
        return html.append("</main><footer class=\"wide\"><p>Each reference can be proved to stand in a log that nobody"
                        + " can change unseen: ask for its proof.</p></footer></body></html>\n")
                .toString();
    }

    private static String kept(Map<String, List<String>> asked) {
        StringBuilder kept = new StringBuilder();
        asked.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("_cursor"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(parameter -> parameter
                        .getValue()
                        .forEach(value -> kept.append(encoded(parameter.getKey()))
                                .append('=')
                                .append(encoded(value))
                                .append('&')));
        return kept.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder html, Use use, Sentence sentence) {
        html.append("<tr><th scope=\"row\" data-label=\"When\"><time datetime=\"")
                .append(use.recorded())
                .append("\">")
                .append(MOMENT.format(use.recorded()))
                .append("</time></th><td data-label=\"What happened\"><div>")
                .append(escaped(sentence.of(use)))
                .append("</div></td><td data-label=\"Reference\"><div>")
                .append(use.index())
                .append("<div class=\"soft\">")
                .append(use.event())
                .append("</div></div></td></tr>");
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append((char) c);
            }
        });
        return safe.toString();
    }
}
