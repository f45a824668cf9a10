package care.weald.gateway.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a narrative holds, what reaches the page runs nothing and loads nothing. */
class SafeHtmlTest {

    private static String of(String content) {
        return SafeHtml.of("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + content + "</div>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT>alert(1)</SCRIPT>",
                "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
                "<style>alert(1)</style>",
                "<svg><script>alert(1)</script></svg>",
                "<iframe src=\"https://alert(1)\">alert(1)</iframe>",
                "<object data=\"alert(1)\"><p>alert(1)</p></object>",
                "<form action=\"alert(1)\"><input value=\"alert(1)\"/></form>",
                "<p onclick=\"alert(1)\">x</p>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<img src=\"x\" onerror=\"alert(1)\"/>",
                "<p style=\"background:url(alert(1))\">x</p>",
                "<td data-label=\"alert(1)\">x</td>",
                "<!-- alert(1) -->",
                "<?alert(1)?>"
            })
    void nothingThatActsIsLeft(String content) {
        String safe = of(content);

        assertFalse(safe.contains("alert"), safe);
        assertFalse(safe.toLowerCase(java.util.Locale.ROOT).contains("script"), safe);
    }

    @Test
    void textStaysTextHoweverItIsWritten() {
        assertEquals(
                "<div><p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39;</p></div>",
                of("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"x\" 'y'</p>"));
        assertEquals("<div>&lt;b&gt;</div>", of("<![CDATA[<b>]]>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div><p></div>",
                "<!DOCTYPE div [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><div>&x;</div>",
                "<div>&nbsp;</div>",
                "no markup",
                ""
            })
    void whatIsNoXhtmlIsNotShown(String div) {
        assertEquals("<p>This part cannot be shown.</p>", SafeHtml.of(div));
    }

    @Test
    void cellsAreToldTheirHeadingAndTheirPart() {
        assertEquals(
                "<div><table role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">What"
                        + "</th><th role=\"columnheader\" scope=\"col\">&lt;When&gt;</th></tr></thead><tbody role=\"rowgroup\">"
                        + "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">Gout</th><td role=\"cell\""
                        + " data-label=\"&lt;When&gt;\">2020</td></tr></tbody></table></div>",
                of("<table><thead><tr><th scope=\"col\">What</th><th scope=\"col\">&lt;When&gt;</th></tr></thead>"
                        + "<tbody><tr><th scope=\"row\">Gout</th><td>2020</td></tr></tbody></table>"));
    }

    @Test
    void anUnknownElementGoesAndItsWordsStay() {
        assertEquals("<div>seen <b>here</b></div>", of("<blink>seen <b>here</b></blink>"));
        assertEquals("<div><p class=\"warning\">x</p></div>", of("<p class=\"warning\" id=\"x\">x</p>"));
    }
}
