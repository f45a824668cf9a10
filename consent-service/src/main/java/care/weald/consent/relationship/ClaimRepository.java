package care.weald.consent.relationship;

import care.weald.consent.decision.Answer;
import care.weald.consent.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Claims as stored. */
@ApplicationScoped
class ClaimRepository {

    private static final String STORE = """
            insert into relationship_claim (id, person, organisation, subject, client, reason, made_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private final Pool pool;

    ClaimRepository(Pool pool) {
        this.pool = pool;
    }

    /** When a claim is made and when it ends. */
    record Period(Instant madeAt, Instant expiresAt) {}

    /** Stores the claim that {@code permit} allows, under the decision's id. */
    Uni<Void> store(Answer permit, String reason, Period period) {
        Caller caller = permit.question().caller();
        Tuple row = Tuple.tuple()
                .addUUID(permit.id())
                .addUUID(permit.question().person().id())
                .addString(caller.organisation())
                .addString(caller.subject())
                .addString(caller.client())
                .addString(reason)
                .addOffsetDateTime(period.madeAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(period.expiresAt().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(STORE).execute(row).replaceWithVoid();
    }
}
