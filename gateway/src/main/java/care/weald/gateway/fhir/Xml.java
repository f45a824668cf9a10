package care.weald.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.StrictErrorHandler;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** FHIR JSON to XML and back, on a worker, by HAPI FHIR, which is loaded when the first XML comes. */
@ApplicationScoped
class Xml {

    private static final String NAMESPACE = "http://hl7.org/fhir";

    /** The largest XML that is converted, in bytes: what it becomes in memory is many times that. */
    private static final int MOST = 4 * 1_024 * 1_024;

    private static final int AT_ONCE = 2;

    private final Vertx vertx;
    private final Semaphore room = new Semaphore(AT_ONCE);

    Xml(Vertx vertx) {
        this.vertx = vertx;
    }

    private static final class Loaded {
        static final FhirContext CONTEXT = FhirContext.forR4();
    }

    /** The same resource as XML. */
    Uni<byte[]> fromJson(byte[] json) {
        return onWorker(vertx, () -> {
            IBaseResource resource = Loaded.CONTEXT
                    .newJsonParser()
                    .setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors())
                    .setOverrideResourceIdWithBundleEntryFullUrl(false)
                    .parseResource(new String(json, StandardCharsets.UTF_8));
            return Loaded.CONTEXT
                    .newXmlParser()
                    .encodeResourceToString(resource)
                    .getBytes(StandardCharsets.UTF_8);
        });
    }

    /** Fails when XML is larger than what is converted: 413. */
    static void checkSize(byte[] xml) {
        if (xml.length > MOST) {
            throw new Faulted(Fault.of(Kind.TOO_LARGE), "xml");
        }
    }

    /**
     * The same resource as JSON. Anything but well-formed FHIR XML in UTF-8 without a DTD fails with {@link Faulted}, and
     * so does what is too large, and what comes while others are converted.
     */
    Uni<byte[]> toJson(byte[] xml) {
        return Uni.createFrom().deferred(() -> {
            checkSize(xml);
            if (!room.tryAcquire()) {
                throw new Faulted(Fault.of(Kind.UNAVAILABLE), "xml-room");
            }
            return Uni.createFrom()
                    .completionStage(() -> vertx.executeBlocking(() -> converted(xml), false)
                            .onComplete(done -> room.release())
                            .toCompletionStage());
        });
    }

    private static byte[] converted(byte[] xml) {
        try {
            IBaseResource resource = Loaded.CONTEXT
                    .newXmlParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(checked(xml));
            return Loaded.CONTEXT
                    .newJsonParser()
                    .setOverrideResourceIdWithBundleEntryFullUrl(false)
                    .encodeResourceToString(resource)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (DataFormatException | CharacterCodingException e) {
            throw unreadable();
        }
    }

    /** XML of the FHIR namespace without a DTD, and so without entities of its own (ASVS 1.5.1). */
    static String checked(byte[] xml) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(xml))
                .toString();
        for (int at = text.indexOf("<!"); at >= 0; at = text.indexOf("<!", at + 2)) {
            if (!text.startsWith("<!--", at)) {
                throw unreadable();
            }
        }
        if (!text.contains(NAMESPACE)) {
            throw unreadable();
        }
        return text;
    }

    static Faulted unreadable() {
        return new Faulted(Fault.of(Kind.INVALID_CONTENT), "content");
    }

    /** Work that would hold the event loop up. */
    static <T> Uni<T> onWorker(Vertx vertx, java.util.concurrent.Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
