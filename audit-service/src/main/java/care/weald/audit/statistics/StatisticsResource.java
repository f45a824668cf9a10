package care.weald.audit.statistics;

import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.watch.Monitor;
import care.weald.audit.watch.Told;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Statistics of monitoring, for officers. */
@Path("/monitoring/statistics")
public class StatisticsResource {

    private static final int MOST_DAYS = 400;
    private static final int USUAL_DAYS = 30;

    private final Monitor monitor;
    private final Statistics statistics;
    private final Clock clock;

    StatisticsResource(Monitor monitor, Statistics statistics, Clock clock) {
        this.monitor = monitor;
        this.statistics = statistics;
        this.clock = clock;
    }

    @GET
    @Authenticated
    @Operation(
            summary = "Counts of events, alerts and cases by organisation, hour, day, category, rule and outcome",
            description =
                    "From one day to another, both included (UTC); without them the last 30 days. 400 days at most.")
    public Uni<Response> count(
            @Context HttpHeaders headers,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return monitor.admit(headers, officer -> {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            Optional<LocalDate> last = to == null ? Optional.of(today) : day(to);
            Optional<LocalDate> first = from == null ? last.map(day -> day.minusDays(USUAL_DAYS - 1)) : day(from);
            if (first.isEmpty()
                    || last.isEmpty()
                    || first.get().isAfter(last.get())
                    || first.get().plusDays(MOST_DAYS).isBefore(last.get())) {
                return Uni.createFrom()
                        .item(Problem.of(Kind.INVALID_PARAMETER, "must be two days, 400 apart at most")
                                .with("place", last.isEmpty() ? "to" : "from")
                                .toResponse());
            }
            return statistics.count(first.get(), last.get(), officer).map(json -> Told.json(json, 0, List.of()));
        });
    }

    private static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 2000 && day.getYear() <= 2200 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
