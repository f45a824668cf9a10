package care.weald.consent.agreement;

import care.weald.consent.agreement.AgreementQuery.Parsed;
import care.weald.consent.agreement.AgreementRepository.Page;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the agreements for callers that may read the directory; who may not is refused before anything is looked up. */
@ApplicationScoped
class AgreementReader {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** How long the database may take before the answer is 503. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DirectoryAccess access;
    private final AgreementRepository repository;
    private final Clock clock;

    AgreementReader(DirectoryAccess access, AgreementRepository repository, Clock clock) {
        this.access = access;
        this.repository = repository;
        this.clock = clock;
    }

    /** What reading gives. {@code today} is the day that the agreements were looked at. */
    sealed interface Found {

        /** The agreement that was asked for. */
        record One(Agreement agreement, LocalDate today) implements Found {}

        /** A page of those that match. */
        record Some(AgreementQuery query, Page page, LocalDate today) implements Found {}

        /** Nothing, for this reason. */
        record None(Problem problem) implements Found {}
    }

    /** The agreement with this id. */
    Uni<Found> read(Caller caller, String id) {
        return permitted(caller, () -> AgreementId.parse(id).map(this::one).orElseGet(AgreementReader::absent));
    }

    /** The agreements that these parameters ask for. */
    Uni<Found> search(Caller caller, Map<String, List<String>> parameters) {
        return permitted(caller, () -> switch (AgreementQuery.parse(parameters)) {
            case Parsed.Understood understood -> some(understood.query());
            case Parsed.Faulty faulty ->
                none(Problem.of(Kind.INVALID_PARAMETER, faulty.detail()).with("place", faulty.place()));
        });
    }

    private Uni<Found> permitted(Caller caller, Supplier<Uni<Found>> reading) {
        return access.refusal(caller)
                .flatMap(refusal -> refusal.map(AgreementReader::none).orElseGet(reading));
    }

    private Uni<Found> one(AgreementId id) {
        LocalDate today = today();
        return soon(repository.agreement(id))
                .flatMap(found -> found.map(agreement -> Uni.createFrom().<Found>item(new Found.One(agreement, today)))
                        .orElseGet(AgreementReader::absent));
    }

    private Uni<Found> some(AgreementQuery query) {
        LocalDate today = today();
        return soon(repository.search(query, today)).map(page -> new Found.Some(query, page, today));
    }

    private static <T> Uni<T> soon(Uni<T> reading) {
        return reading.ifNoItem().after(PATIENCE).fail();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), LONDON);
    }

    private static Uni<Found> absent() {
        return none(Problem.of(Kind.NOT_FOUND, "There is no such agreement"));
    }

    private static Uni<Found> none(Problem problem) {
        return Uni.createFrom().item(new Found.None(problem));
    }
}
