package care.weald.record.structure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XhtmlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"javascript:x\">x</a>",
                "<a href=\"javascript&colon;x\">x</a>",
                "<a href=\"java&Tab;script:x\">x</a>",
                "<a href=\"java&NewLine;script:x\">x</a>",
                "<a href=\"java&#9;script:x\">x</a>",
                "<a href=\"java&#x0A;script&#58;x\">x</a>",
                "<a href=\"&#x20;JAVASCRIPT:x\">x</a>",
                "<a href=\"data:text/html,x\">x</a>",
                "<a href=\"vbscript:x\">x</a>",
                "<a href=\"file:x\">x</a>",
                "<a title=\"&nbsp;\">x</a>",
                "<img src=\"data:image/svg+xml,x\"/>",
                "<q cite=\"javascript:x\">x</q>",
                "<a xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"javascript:x\">x</a>",
                "<p style=\"background:url(http://x)\">x</p>",
                "<p style=\"width:EXPRESSION(x)\">x</p>",
                "<p style=\"@import 'x'\">x</p>",
                "<p style=\"background:u\\72l(x)\">x</p>",
                "<p style=\"background:u&#114;l(x)\">x</p>",
                "<p onclick=\"x\">x</p>",
                "<p ONCLICK=\"x\">x</p>",
                "<script>x</script>",
                "<iframe src=\"http://x\"/>",
                "<svg/>",
                "<style>x</style>",
                "<form action=\"http://x\"/>",
                "<![CDATA[><script>x</script>]]>",
                "<!--><script>x</script>-->",
                "<?xml-stylesheet href=\"x\"?>"
            })
    void whatRunsOrLoadsIsRefused(String content) {
        assertFalse(Xhtml.isSafe("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + content + "</div>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "caf&eacute;&nbsp;&amp;&lt;&#233;",
                "<a href=\"https://example.org/a?b=1&amp;c=x:y\">x</a>",
                "<a href=\"http://example.org\">x</a>",
                "<a href=\"mailto:a@example.org\">x</a>",
                "<a href=\"tel:+441\">x</a>",
                "<a href=\"#note:1\">x</a>",
                "<a href=\"Observation/1:2\">x</a>",
                "<img src=\"figure.png\" alt=\"a: &quot;b&quot;\"/>",
                "<p style=\"text-align: center; color: red\" class=\"x\">x</p>",
                "<!-- a note -->x",
                "<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>"
            })
    void whatIsOnlyShownPasses(String content) {
        assertTrue(Xhtml.isSafe("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + content + "</div>"));
    }
}
