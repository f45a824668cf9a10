package care.weald.consent.governance;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.governance.GovernanceRepository.Attested;
import care.weald.consent.governance.GovernanceRepository.Partner;
import care.weald.consent.governance.GovernanceRepository.Period;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Measures of each partner, for the privacy officers of the organisation that runs the service, and for no clinician. */
@Path("/governance")
@Produces(MediaType.APPLICATION_JSON)
public class GovernanceResource {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int DAYS = 30;

    private final SecurityIdentity identity;
    private final Admission admission;
    private final GovernanceRepository repository;
    private final Clock clock;

    GovernanceResource(SecurityIdentity identity, Admission admission, GovernanceRepository repository, Clock clock) {
        this.identity = identity;
        this.admission = admission;
        this.repository = repository;
        this.clock = clock;
    }

    /** 200 with the numbers of the days from {@code from} to {@code until}, both included; of the last 30 without; 400. */
    @GET
    @Authenticated
    @Operation(summary = "Numbers about each partner: objections, overrides, claims, decisions, attestations")
    public Uni<Response> measures(
            @HeaderParam("Authorization") String authorization,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("until") @DefaultValue("") String until) {
        return admission.admit(
                Interaction.POLICY,
                Asker.of(identity, authorization),
                "",
                answer -> period(from, until).map(this::measured).orElseGet(GovernanceResource::wrong));
    }

    private Uni<Response> measured(Period period) {
        return Uni.combine()
                .all()
                .unis(repository.measures(period), repository.attested(period.from(), period.until()))
                .with((partners, attested) ->
                        Response.ok(json(period, partners, attested)).build());
    }

    private static Uni<Response> wrong() {
        return Uni.createFrom()
                .item(Problem.of(Kind.INVALID_PARAMETER, "A parameter is not valid")
                        .with("place", "from")
                        .toResponse());
    }

    private Optional<Period> period(String from, String until) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, LONDON);
        try {
            LocalDate last = until.isEmpty() ? today : LocalDate.parse(until);
            LocalDate first = from.isEmpty() ? last.minusDays(DAYS - 1) : LocalDate.parse(from);
            return first.isAfter(last)
                    ? Optional.empty()
                    : Optional.of(new Period(
                            first.atStartOfDay(LONDON).toInstant(),
                            last.plusDays(1).atStartOfDay(LONDON).toInstant(),
                            now,
                            today));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode json(Period period, List<Partner> partners, Attested attested) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", period.from().toString()).put("until", period.until().toString());
        json.putObject("attestations")
                .put("days", attested.days())
                .put("red", attested.red())
                .put("incomplete", attested.incomplete())
                .put("violations", attested.violations());
        json.putArray("partners");
        for (Partner one : partners) {
            ObjectNode told = json.withArray("/partners").addObject();
            told.put("organisation", one.organisation()).put("name", one.name());
            told.putObject("objections")
                    .put("lodged", one.objections().lodged())
                    .put("open", one.objections().open())
                    .put("overdue", one.objections().overdue());
            told.putObject("overrides")
                    .put("declared", one.overrides().declared())
                    .put("open", one.overrides().open())
                    .put("overdue", one.overrides().overdue())
                    .put("notJustified", one.overrides().notJustified());
            told.put("claims", one.access().claimed())
                    .put("decisions", one.access().decisions())
                    .put("refused", one.access().refused());
        }
        return json;
    }
}
