package care.weald.record.subjectaccess;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/** A page as a tagged PDF (PDF/UA-1): its headings, tables and language are there for whoever listens to it. */
final class Pdf {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private Pdf() {}

    /** The PDF of well-formed XHTML. It loads nothing: no address in the page is followed. */
    static byte[] of(String html) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder renderer = new PdfRendererBuilder();
        renderer.usePdfUaAccessibility(true);
        renderer.useUriResolver((base, uri) -> null);
        FSSupplier<InputStream> font = Pdf::font;
        renderer.useFont(font, "Liberation Sans");
        renderer.withHtmlContent(html, null);
        renderer.toStream(pdf);
        try {
            renderer.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static InputStream font() {
        InputStream font = PDDocument.class.getResourceAsStream(FONT);
        if (font == null) {
            throw new IllegalStateException("the font is missing");
        }
        return font;
    }
}
