package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.FeedReply.Rejected;
import care.weald.gateway.upstream.FeedReply.Taken;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.RecordClient;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Sets messages aside that are refused for what is in them, for their sender alone. What is refused to who sends it, and what
 * somebody away is to blame for, is not kept. The answer is the same whether a message could be set aside or not.
 */
@ApplicationScoped
class SettingAside {

    private static final Logger LOG = Logger.getLogger(SettingAside.class);
    private static final Set<Kind> OF_THE_CONTENT = EnumSet.of(
            Kind.INVALID_CONTENT,
            Kind.INVALID_IDENTIFIER,
            Kind.UNPROCESSABLE,
            Kind.CONFLICT,
            Kind.NOT_FOUND,
            Kind.NOT_SUPPORTED);

    private static final int LONGEST = 300;

    private final RecordClient records;

    SettingAside(RecordClient records) {
        this.records = records;
    }

    /**
     * A message as it came, of somebody who may send it.
     *
     * @param mediaType its content type, with its character set where it matters
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    record Sent(Requester requester, String recordPermit, byte[] content, String mediaType) {

        @Override
        public String toString() {
            return "Sent[***]";
        }
    }

    /** Why and where, in words that are ours. */
    record Why(String place, String detail) {

        static Why of(Fault fault) {
            return new Why(fault.place(), fault.kind().words());
        }
    }

    /** What {@code storing} comes to; when that is a refusal for what is in the message, it is set aside. */
    Uni<Fetched> unlessStored(Sent sent, Uni<Fetched> storing, Function<Fault, Why> why) {
        return storing.onFailure(Faulted.class)
                .recoverWithItem(failure -> new Invalid(failure.fault()))
                .call(fetched -> refusal(fetched, why)
                        .map(refusal -> keep(sent, refusal))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Why a message is refused for what is in it, as record-service reads it; empty when it is not. */
    static Optional<String> refusal(Fetched fetched, Function<Fault, Why> why) {
        return fetched instanceof Invalid invalid
                        && OF_THE_CONTENT.contains(invalid.fault().kind())
                ? Optional.of(header(invalid.fault(), why.apply(invalid.fault())))
                : Optional.empty();
    }

    private static String header(Fault fault, Why why) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("place", why.place())
                .put("detail", plain(why.detail()))
                .toString();
    }

    /** What a header may hold. */
    private static String plain(String words) {
        String ascii = words.replaceAll("[^ -~]", "?");
        return ascii.substring(0, Math.min(ascii.length(), LONGEST));
    }

    private Uni<Void> keep(Sent sent, String refusal) {
        return records.setAside(sent.content(), sent.mediaType(), refusal, sent.recordPermit(), sent.requester())
                .invoke(reply -> {
                    switch (reply) {
                        case Taken _ -> {}
                        case Rejected rejected ->
                            notKept(rejected.fault().kind().name(), sent);
                    }
                })
                .onFailure(Faulted.class)
                .invoke(failure -> notKept(String.valueOf(failure.getMessage()), sent))
                .onFailure(Faulted.class)
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static void notKept(String reason, Sent sent) {
        LOG.warnf(
                "event=message-not-set-aside reason=%s correlationId=%s",
                reason, sent.requester().exchange().requestId());
    }
}
