package care.weald.record.feed;

import care.weald.record.feed.FeedRecorder.Feed;
import care.weald.record.feed.FeedRecorder.Refusal;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;

/** Stores entries of a feed that each stand by themselves, in a transaction that is somebody else's. */
@ApplicationScoped
public class FeedLines {

    private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[[0-9]+](?:\\.resource)?(.*)");
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");
    private static final byte[] HEAD =
            "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);

    private final FeedRecorder recorder;

    FeedLines(FeedRecorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Who sent lines.
     *
     * @param patients whom they may be about, as {@link #patients} wrote it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Sender(String organisation, byte[] patients) {

        @Override
        public String toString() {
            return "Sender[" + organisation + "]";
        }
    }

    /** What became of a line. */
    public sealed interface Result {

        /** It is stored, or was; {@code created}: nothing was there before. */
        record Stored(boolean created) implements Result {}

        /** It is not, and this is why, without anything that was sent. */
        record Refused(Kind kind, String detail, String place) implements Result {}
    }

    /** Whom a verified person token lets {@code organisation} speak of, to be kept; empty when it is not for it. */
    public static Optional<byte[]> patients(JwtClaims claims, String organisation) {
        return FeedPatients.from(claims, organisation).map(FeedPatients::toJson);
    }

    /** Nobody. */
    public static byte[] nobody() {
        return FeedPatients.none().toJson();
    }

    /** True when somebody else changed the same things: the transaction has to be made again, nothing is wrong with it. */
    public static boolean isRace(Throwable failure) {
        return FeedRecorder.isRace(failure);
    }

    /**
     * Stores {@code entries}, each the JSON of a {@code Bundle.entry}; a result for each, in their order. Several that
     * cannot be read together fail; one that cannot is refused.
     */
    public Uni<List<Result>> store(SqlConnection transaction, Sender sender, List<byte[]> entries) {
        Feed feed = new Feed(sender.organisation(), FeedPatients.parse(sender.patients()), batch(entries));
        return recorder.within(transaction, feed)
                .map(renderings -> results(renderings, entries))
                .onFailure(failure -> failure instanceof Refusal && entries.size() == 1)
                .recoverWithItem(failure -> List.of(refused(((Refusal) failure).problem(), entries.getFirst())));
    }

    private static byte[] batch(List<byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1_024);
        out.writeBytes(HEAD);
        for (int i = 0; i < entries.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(entries.get(i));
        }
        out.writeBytes(END);
        return out.toByteArray();
    }

    /** A message that came before has no renderings: all of it is there. */
    private static List<Result> results(List<Rendering> renderings, List<byte[]> entries) {
        List<Result> results = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            results.add(renderings.isEmpty() ? new Result.Stored(false) : result(renderings.get(i), entries.get(i)));
        }
        return results;
    }

    private static Result result(Rendering rendering, byte[] entry) {
        return switch (rendering) {
            case Rendering.NewItem item -> new Result.Stored(item.row().version() == 1);
            case Rendering.NewEntry one -> new Result.Stored(one.row().version() == 1);
            case Rendering.Content content -> new Result.Stored(content.isNew());
            case Rendering.Unchanged _, Rendering.Accepted _ -> new Result.Stored(false);
            case Rendering.NotOurs _ ->
                new Result.Refused(Kind.UNPROCESSABLE, "A Patient is sent to who registers patients", "Patient");
            case Rendering.Refused refused -> refused(FeedMessage.problem(refused.index(), refused.fault()), entry);
        };
    }

    private static Result refused(Problem problem, byte[] entry) {
        String kind = problem.type().substring(problem.type().lastIndexOf(':') + 1);
        Matcher place = ENTRY.matcher(String.valueOf(problem.more().getOrDefault("place", "")));
        return new Result.Refused(
                Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
                problem.detail(),
                type(entry) + (place.matches() ? place.group(1) : ""));
    }

    /** The type that an entry's resource says it is, where it looks like one. */
    private static String type(byte[] entry) {
        try {
            JsonNode read = Json.AGAIN.readTree(entry);
            String type = read.path("resource").path("resourceType").asText("");
            return TYPE.matcher(type).matches() ? type : "Resource";
        } catch (JsonProcessingException e) {
            return "Resource";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
