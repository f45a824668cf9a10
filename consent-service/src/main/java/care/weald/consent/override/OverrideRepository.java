package care.weald.consent.override;

import care.weald.consent.decision.Answer;
import care.weald.consent.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Overrides as stored. */
@ApplicationScoped
class OverrideRepository {

    private static final String STORE = """
            insert into record_override
                (id, person, organisation, subject, client, code, reason, made_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    private final Pool pool;

    OverrideRepository(Pool pool) {
        this.pool = pool;
    }

    /** Stores the override that {@code permit} allows, under the decision's id. */
    Uni<Void> store(Answer permit, OverrideRequest asked, Instant madeAt, Instant expiresAt) {
        Caller caller = permit.question().caller();
        Tuple row = Tuple.tuple()
                .addUUID(permit.id())
                .addUUID(permit.question().person().id())
                .addString(caller.organisation())
                .addString(caller.subject())
                .addString(caller.client())
                .addString(asked.code())
                .addString(asked.reason())
                .addOffsetDateTime(madeAt.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(expiresAt.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(STORE).execute(row).replaceWithVoid();
    }
}
