package care.weald.consent.override;

import care.weald.consent.decision.Answer;
import care.weald.consent.override.OverrideForms.Confirming;
import care.weald.consent.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

/** Overrides as stored. An override and its follow-up are one: neither is there without the other. */
@ApplicationScoped
class OverrideRepository {

    private static final String STORE = """
            with declared as (
                insert into record_override
                    (id, person, organisation, subject, client, code, reason, made_at, expires_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id, organisation)
            insert into override_follow_up (id, organisation, due_at) select id, organisation, $10 from declared""";

    /** Only one that holds, about this very person, of a colleague of the same organisation. */
    private static final String CONFIRM = """
            with confirmed as (
                insert into override_confirmation (override, subject, client, reason, made_at)
                select v.id, $4, $5, $6, $7 from record_override v
                where v.id = $1 and v.person = any($2) and v.organisation = $3 and v.subject <> $4 and v.expires_at > $7
                on conflict do nothing returning override)
            select v.subject as declared_by, v.expires_at, v.person,
                   coalesce(n.subject, '') as confirmed_by,
                   exists (select from confirmed) as now_confirmed
            from record_override v left join override_confirmation n on n.override = v.id
            where v.id = $1 and v.person = any($2) and v.organisation = $3 and v.expires_at > $7""";

    private final Pool pool;

    OverrideRepository(Pool pool) {
        this.pool = pool;
    }

    /** When an override is made, when it ends and when it is to have been looked into. */
    record Moments(Instant madeAt, Instant expiresAt, Instant dueAt) {}

    /** What becomes of a confirmation. */
    sealed interface Confirmed {

        /** It is confirmed, now or before by the same person. */
        record Done(UUID person, Instant expires) implements Confirmed {}

        /** A rule speaks against it, by its id. */
        record Refused(String rule) implements Confirmed {}

        /** There is no such override that holds. */
        record Missing() implements Confirmed {}
    }

    /** Stores the override that {@code permit} allows, under the decision's id. */
    Uni<Void> store(Answer permit, OverrideRequest asked, Moments moments) {
        Caller caller = permit.question().caller();
        Tuple row = Tuple.tuple()
                .addUUID(permit.id())
                .addUUID(permit.question().person().id())
                .addString(caller.organisation())
                .addString(caller.subject())
                .addString(caller.client())
                .addString(asked.code())
                .addString(asked.reason())
                .addOffsetDateTime(moments.madeAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(moments.expiresAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(moments.dueAt().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(STORE).execute(row).replaceWithVoid();
    }

    /** Stores the confirmation that {@code permit} allows; of two at once one is stored. */
    Uni<Confirmed> confirm(Answer permit, Confirming asked, Instant now) {
        Caller caller = permit.question().caller();
        Tuple row = Tuple.tuple()
                .addUUID(asked.override())
                .addArrayOfUUID(permit.question().person().ids().toArray(UUID[]::new))
                .addString(caller.organisation())
                .addString(caller.subject())
                .addString(caller.client())
                .addString(asked.reason())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(CONFIRM)
                .execute(row)
                .map(rows -> rows.size() == 0
                        ? new Confirmed.Missing()
                        : confirmed(rows.iterator().next(), caller.subject()));
    }

    private static Confirmed confirmed(Row row, String subject) {
        if (row.getString("declared_by").equals(subject)) {
            return new Confirmed.Refused("other-person");
        }
        String by = row.getString("confirmed_by");
        return row.getBoolean("now_confirmed") || Objects.equals(by, subject)
                ? new Confirmed.Done(
                        row.getUUID("person"),
                        row.getOffsetDateTime("expires_at").toInstant())
                : new Confirmed.Refused("confirmed");
    }
}
