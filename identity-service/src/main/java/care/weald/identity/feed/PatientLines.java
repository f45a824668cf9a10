package care.weald.identity.feed;

import care.weald.identity.feed.PatientReader.Accepted;
import care.weald.identity.feed.PatientReader.Row;
import care.weald.identity.link.Linked;
import care.weald.identity.link.PatientLinker;
import care.weald.identity.link.PatientLinker.Order;
import care.weald.identity.link.SourcePatient;
import care.weald.identity.platform.Problem;
import care.weald.identity.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Stores Patients that come one a line, each as if it had been sent by itself under its own identifier (IHE ITI-104). */
@ApplicationScoped
public class PatientLines {

    private static final ZoneId HERE = ZoneId.of("Europe/London");

    private final PatientLinker linker;
    private final SourceLookup sources;
    private final FeedConfig config;
    private final Vertx vertx;
    private final Clock clock;

    PatientLines(PatientLinker linker, SourceLookup sources, FeedConfig config, Vertx vertx, Clock clock) {
        this.linker = linker;
        this.sources = sources;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * Who sends lines.
     *
     * @param mayUpdate false when they may create registrations, and not change what is there
     */
    public record Sender(String organisation, boolean mayUpdate) {

        /** The sender that {@code caller} is. */
        public static Sender of(Caller caller) {
            return new Sender(caller.organisation(), FeedScope.mayUpdate(caller));
        }
    }

    /** What became of a line. */
    public sealed interface Result {

        /** It is stored once the transaction is; {@code created} when the registration is new. */
        record Stored(boolean created) implements Result {}

        /** It is not, and why; {@code place} is a FHIRPath. */
        record Refused(Problem.Kind kind, String detail, String place) implements Result {}
    }

    /** The largest line that can be a Patient, in bytes. */
    public long longest() {
        return config.maxPatientSize().asLongValue();
    }

    /**
     * Stores {@code lines} of {@code sender} in their order within {@code transaction}. The answers are those of the
     * first so many lines, at least one: a line that may be about the registration of an earlier one under another
     * identifier waits until that one is there.
     */
    public Uni<List<Result>> store(SqlConnection transaction, Sender sender, List<byte[]> lines) {
        String organisation = sender.organisation();
        return vertx.executeBlocking(() -> read(organisation, lines), false)
                .chain(message -> sources.find(organisation, message.wanted()).map(message::resolved))
                .chain(message -> linker.store(
                                transaction,
                                message.accepted().stream()
                                        .map(patient -> order(patient, sender))
                                        .toList())
                        .map(linked -> results(message, linked)));
    }

    private Message read(String organisation, List<byte[]> lines) {
        LineReader reader = new LineReader(organisation, longest(), ZonedDateTime.now(clock.withZone(HERE)));
        List<Row> rows = new ArrayList<>();
        Set<Object> before = new HashSet<>();
        for (byte[] line : lines) {
            Row row = reader.read(rows.size(), line);
            if (row instanceof Accepted patient && !isSettled(patient, before)) {
                break;
            }
            rows.add(row);
        }
        return new Message(organisation, false, rows, Set.of());
    }

    /** False when an earlier line has one of the identifiers, and so may be about the same registration. */
    private static boolean isSettled(Accepted patient, Set<Object> before) {
        boolean isNew = patient.identifiers().stream().noneMatch(before::contains)
                && patient.searched()
                        .filter(target -> before.contains(target.name()))
                        .isEmpty();
        before.addAll(patient.identifiers());
        Stream.ofNullable(patient.about().nhsNumber()).forEach(number -> before.add(number.value()));
        return isNew;
    }

    private static Order order(Accepted patient, Sender sender) {
        return new Order(
                new SourcePatient(patient.key(), patient.identifiers(), patient.about(), patient.content()),
                false,
                sender.mayUpdate());
    }

    private static List<Result> results(Message message, List<Linked> linked) {
        Iterator<Linked> next = linked.iterator();
        return message.rows().stream()
                .<Result>map(row -> switch (row) {
                    case Fault fault -> refused(fault);
                    case Accepted patient ->
                        switch (next.next()) {
                            case Linked.Stored stored -> new Result.Stored(stored.created());
                            case Linked.Refused because -> refused(Message.refused(patient, because.why()));
                        };
                })
                .toList();
    }

    private static Result.Refused refused(Fault fault) {
        String place = fault.place().startsWith("Bundle") ? "Patient.identifier" : fault.place();
        return new Result.Refused(fault.kind(), fault.detail(), place);
    }
}
