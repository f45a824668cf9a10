package care.weald.gateway.upstream;

import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.Fetched.Missing;

/** Reads a reply that should hold FHIR content. */
final class ContentReply {

    private ContentReply() {}

    static Fetched read(String service, Reply reply) {
        if (reply.status() == 200 || reply.status() == 201) {
            Content content = new Content(
                    reply.body().getBytes(),
                    Disclosure.parse(reply.header("Weald-Disclosure")),
                    reply.header("ETag"),
                    reply.header("Last-Modified"),
                    offset(reply.header("Weald-Entry-Offset")));
            String type = reply.header("Weald-Content-Type");
            Content typed = type.isEmpty() ? content : content.ofType(type);
            return reply.status() == 201 ? typed.createdAt(reply.header("Location")) : typed;
        }
        Disclosure about = Disclosure.parse(reply.header("Weald-Disclosure")).personsAlone();
        return reply.status() == 404 ? new Missing(about) : new Invalid(reply.fault(service), about);
    }

    private static int offset(String header) {
        try {
            return header.isEmpty() ? -1 : Integer.parseInt(header);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
