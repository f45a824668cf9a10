package care.weald.audit.casework;

import care.weald.audit.casework.CaseRules.Actor;
import care.weald.audit.casework.CaseRules.Refused;
import care.weald.audit.casework.CaseRules.Taken;
import care.weald.audit.watch.Monitor.Officer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Cases as stored. Whom an officer sees is part of the query; steps with one case are taken one after the other. */
@ApplicationScoped
class Cases {

    /** How long a case should take to an outcome. */
    private static final Duration TERM = Duration.ofDays(7);

    private static final String CASE = """
            select c.id, c.alert_id, a.rule, r.text, a.severity, a.subject, a.roles, a.organisation, a.person, c.state,
                   c.owner, c.follow_up, c.outcome, c.opened_at, c.due_at, c.version,
                   (select coalesce(jsonb_agg(to_jsonb(s) order by s.version), '[]') from privacy_step s
                    where s.case_id = c.id)::text as steps
            from privacy_case c join alert a on a.id = c.alert_id join watch_rule r on r.id = a.rule
            where ($1::text is null or a.organisation = $1 or a.holders @> array[$1])\s""";

    private static final String LIST = CASE + """
            and (cardinality($2::text[]) = 0 or c.state = any($2)) and ($3 = '' or c.owner = $3)
            and (c.opened_at, c.id) < ($4, $5)
            order by c.opened_at desc, c.id desc limit $6""";

    private static final String ONE = CASE + "and c.id = $2";
    private static final String OF_ALERT = CASE + "and c.alert_id = $2";

    private static final String ALERT = """
            select subject, roles, organisation, person from alert a
            where ($1::text is null or a.organisation = $1 or a.holders @> array[$1]) and a.id = $2""";

    private static final String OPEN = """
            insert into privacy_case (id, alert_id, state, opened_at, due_at, version)
            values ($1, $2, 'opened', $3, $4, 1) on conflict (alert_id) do nothing""";

    private static final String LOCK = "select from privacy_case where id = $1 for update";

    private static final String MOVE = """
            update privacy_case set state = $2, owner = $3, follow_up = $4, outcome = $5, version = version + 1
            where id = $1""";

    private static final String STEP = """
            insert into privacy_step (case_id, version, action, subject, organisation, roles, at, said, owner, follow_up,
                                      outcome, content_hash)
            select id, version, $2, $3, $4, $5, $6, $7, owner, follow_up, outcome, $8 from privacy_case where id = $1""";

    /** An officer is of a crowd, though its alert is about nobody in particular, whose events show it. */
    private static final String KNOWN = """
            select exists (select from alert_event x join event_key k on k.event_id = x.event_id
                           join audit_event e on e.recorded = k.recorded and e.log_index = k.log_index
                           where x.alert_id = a.id and e.subject = $2) as involved,
                   array(select d.role from watch_day d where d.subject = $2 and d.organisation = a.organisation
                         union select unnest(p.roles) from privacy_step p
                         where p.subject = $2 and p.organisation = a.organisation) as roles
            from alert a where a.id = $1""";

    private static Uni<CaseRules.Known> known(SqlConnection connection, UUID alert, Actor actor) {
        return connection
                .preparedQuery(KNOWN)
                .execute(Tuple.of(alert, actor.subject()))
                .map(rows -> rows.iterator().next())
                .map(row -> new CaseRules.Known(row.getBoolean("involved"), List.of(row.getArrayOfStrings("roles"))));
    }

    private final Pool pool;

    Cases(Pool pool) {
        this.pool = pool;
    }

    /** What became of an attempt. */
    sealed interface Stored {

        /** The case as it stands now. */
        record Stands(PrivacyCase now, boolean created) implements Stored {}

        /** There is none to be seen. */
        record Missing() implements Stored {}

        /** A rule speaks against it. */
        record Not(String rule) implements Stored {}
    }

    /** What was done, by whom and when. */
    record Deed(Actor actor, Instant at, String action, String said, String hash) {}

    /**
     * A step that somebody wants to take.
     *
     * @param version the version that was read; empty to take it whatever there is
     */
    record Move(Step step, Optional<Integer> version, Deed deed) {}

    /** One more than a page. */
    Uni<List<PrivacyCase>> find(CaseQuery query, Officer officer) {
        Tuple values = Tuple.tuple()
                .addString(officer.limit().orElse(null))
                .addArrayOfString(query.states().toArray(String[]::new))
                .addString(query.owner())
                .addOffsetDateTime(utc(query.after().opened()))
                .addUUID(query.after().id())
                .addInteger(query.count() + 1);
        return pool.preparedQuery(LIST).execute(values).map(rows -> {
            List<PrivacyCase> cases = new ArrayList<>();
            rows.forEach(row -> cases.add(CaseRow.read(row)));
            return List.copyOf(cases);
        });
    }

    /** The case of this id, if the officer sees it. */
    Uni<Optional<PrivacyCase>> find(UUID id, Officer officer) {
        return one(pool, ONE, officer, id);
    }

    private static Uni<Optional<PrivacyCase>> one(SqlClient client, String sql, Officer officer, UUID id) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(officer.limit().orElse(null), id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(CaseRow.read(rows.iterator().next())));
    }

    /** Makes a case of an alert; there is one at most, which is given to whoever asks again. */
    Uni<Stored> open(UUID alert, Officer officer, Deed deed) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(ALERT)
                .execute(Tuple.of(officer.limit().orElse(null), alert))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().item(new Stored.Missing());
                    }
                    PrivacyCase.About about = CaseRow.about(rows.iterator().next());
                    return known(connection, alert, deed.actor())
                            .chain(known -> CaseRules.mayOpen(about, deed.actor(), known)
                                    ? open(connection, alert, officer, deed)
                                    : Uni.createFrom().item(new Stored.Not(CaseRules.Rule.OWN_CASE.id())));
                }));
    }

    private static Uni<Stored> open(SqlConnection connection, UUID alert, Officer officer, Deed deed) {
        UUID id = UUID.randomUUID();
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(id, alert, utc(deed.at()), utc(deed.at().plus(TERM))))
                .chain(rows -> rows.rowCount() == 0
                        ? one(connection, OF_ALERT, officer, alert).map(found -> stands(found, false))
                        : step(connection, id, deed)
                                .chain(() -> one(connection, ONE, officer, id))
                                .map(found -> stands(found, true)));
    }

    /** Takes a step with the case of this id. */
    Uni<Stored> step(UUID id, Officer officer, Move move) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(id))
                .chain(() -> one(connection, ONE, officer, id))
                .chain(found -> found.map(stands -> attempt(connection, stands, move)
                                .chain(not -> not.<Uni<Stored>>map(
                                                refused -> Uni.createFrom().item(refused))
                                        .orElseGet(() -> one(connection, ONE, officer, id)
                                                .map(now -> stands(now, false)))))
                        .orElseGet(() -> Uni.createFrom().item(new Stored.Missing()))));
    }

    /** Empty when it is done, now or by the very step before. */
    private static Uni<Optional<Stored>> attempt(SqlConnection connection, PrivacyCase stands, Move move) {
        Deed deed = move.deed();
        PrivacyCase.Done last = stands.steps().getLast();
        boolean readSince =
                move.version().filter(version -> version == stands.version()).isPresent();
        if (!readSince
                && last.hash().equals(deed.hash())
                && last.subject().equals(deed.actor().subject())) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (move.version().filter(version -> version != stands.version()).isPresent()) {
            return Uni.createFrom().item(Optional.of(new Stored.Not("version")));
        }
        return known(connection, stands.alert(), deed.actor()).chain(known -> take(connection, stands, move, known));
    }

    private static Uni<Optional<Stored>> take(
            SqlConnection connection, PrivacyCase stands, Move move, CaseRules.Known known) {
        Deed deed = move.deed();
        return switch (CaseRules.judge(stands, move.step(), deed.actor(), known)) {
            case Refused refused ->
                Uni.createFrom().item(Optional.of(new Stored.Not(refused.rule().id())));
            case Taken taken ->
                connection
                        .preparedQuery(MOVE)
                        .execute(CaseRow.values(stands.id(), taken.state()))
                        .chain(() -> step(connection, stands.id(), deed))
                        .replaceWith(Optional.empty());
        };
    }

    private static Uni<Void> step(SqlConnection connection, UUID id, Deed deed) {
        return connection
                .preparedQuery(STEP)
                .execute(Tuple.tuple()
                        .addUUID(id)
                        .addString(deed.action())
                        .addString(deed.actor().subject())
                        .addString(deed.actor().organisation())
                        .addArrayOfString(deed.actor().roles().toArray(String[]::new))
                        .addOffsetDateTime(utc(deed.at()))
                        .addString(deed.said())
                        .addString(deed.hash()))
                .replaceWithVoid();
    }

    private static Stored stands(Optional<PrivacyCase> found, boolean created) {
        return found.<Stored>map(now -> new Stored.Stands(now, created)).orElseGet(Stored.Missing::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
