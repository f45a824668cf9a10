package care.weald.consent.casework;

import care.weald.consent.casework.CaseRules.Taken;
import care.weald.consent.casework.ObjectionCase.Effect;
import care.weald.consent.form.TaskQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Cases as stored. What a case holds back is stored with the step that decides it, in one transaction. */
@ApplicationScoped
class CaseRepository {

    private static final String UNIQUE = "23505";

    private static final String CASE = """
            select (to_jsonb(c) || jsonb_build_object(
                       'steps', (select jsonb_agg(to_jsonb(s) order by s.version)
                                 from objection_step s where s.case_id = c.id),
                       'effects', (select coalesce(jsonb_agg(to_jsonb(o) order by o.valid_from, o.id), '[]'::jsonb)
                                   from objection o where o.case_id = c.id)))::text as content
            from objection_case c\s""";
    private static final String ONE = CASE + "where c.id = $1 and c.organisation = $2";
    private static final String OWN = CASE + "where c.id = $1 and c.person = any($2)";
    private static final String OF_CONSENT = CASE + """
            where (c.id = $1 or exists (select from objection o where o.id = $1 and o.case_id = c.id))
                and (c.organisation = $2 or c.person = any($3))""";
    private static final String LOCK = "select from objection_case where id = $1 and organisation = $2 for update";
    private static final String OPEN = CASE + """
            where c.person = $1 and c.organisation = $2 and c.state in ('lodged', 'information-asked', 'under-review')""";
    private static final String LIST = CASE + """
            where c.organisation = $1 and ($2::text[] is null or c.state = any($2)) and ($3::uuid[] is null or c.person = any($3))
                and (c.due_at, c.id) > ($4, $5)
            order by c.due_at, c.id limit $6""";
    private static final String OF_PERSON = CASE + "where c.person = any($1) order by c.lodged_at, c.id";
    private static final String STORE = """
            insert into objection_case (id, person, organisation, lodged_by, lodged_at, due_at, reason, on_behalf, authority,
                                        categories, excepted_organisations, interim, state)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'lodged')""";
    private static final String STEP = """
            insert into objection_step (case_id, version, action, subject, role, done_at, said, content_hash, outcome)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";
    private static final String MOVE = """
            update objection_case set state = $2, barred = $3, review_on = $4, version = version + 1 where id = $1""";
    /** What has not begun yet never will: it ends as it begins, as nearly as the column can say. */
    private static final String END = """
            update objection set valid_to = greatest($2, valid_from + interval '1 microsecond')
            where case_id = $1 and (valid_to is null or valid_to > $2)""";

    private static final String HOLD = """
            insert into objection (id, person, state, categories, excepted_organisations, valid_from, valid_to, lodged_at,
                                   case_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    private final Pool pool;

    CaseRepository(Pool pool) {
        this.pool = pool;
    }

    /** What was done, by whom and when. */
    record Deed(Actor actor, Instant at, String hash) {}

    /** What a step changes besides the state: what is held back before ends, and this begins. */
    record Change(boolean ends, List<Effect> begins) {

        Change {
            begins = List.copyOf(begins);
        }
    }

    /** What became of an attempt. */
    sealed interface Stored {

        /** The case as it stands now. */
        record Stands(ObjectionCase now) implements Stored {}

        /** The very same was done before, by the same person, and nothing since. */
        record Repeated(ObjectionCase now) implements Stored {}

        /** A rule speaks against it, by its id. */
        record Refused(String rule, ObjectionCase stands) implements Stored {}

        /** The organisation has no such case. */
        record Missing() implements Stored {}
    }

    /** The organisation's own case of this id. */
    Uni<Optional<ObjectionCase>> find(UUID id, String organisation) {
        return one(pool, ONE, Tuple.of(id, organisation));
    }

    /** The case of this id if it is about the person with these ids. */
    Uni<Optional<ObjectionCase>> own(UUID id, Collection<UUID> persons) {
        return one(pool, OWN, Tuple.of(id, persons.toArray(UUID[]::new)));
    }

    /** The case that a Consent of this id tells of, if it is the organisation's own or about the person with these ids. */
    Uni<Optional<ObjectionCase>> ofConsent(UUID id, String organisation, Collection<UUID> persons) {
        return one(pool, OF_CONSENT, Tuple.of(id, organisation, persons.toArray(UUID[]::new)));
    }

    /** Stores a new case with what it holds back from now on. There is one open case at most: else 'open-case'. */
    Uni<Stored> lodge(ObjectionCase lodged, Deed deed) {
        return pool.withTransaction(connection -> insert(connection, lodged, deed))
                .replaceWith(() -> (Stored) new Stored.Stands(lodged))
                .onFailure(CaseRepository::isTaken)
                .recoverWithUni(() -> one(pool, OPEN, Tuple.of(lodged.person(), lodged.organisation()))
                        .map(found -> found.<Stored>map(stands -> repeats(stands, deed)
                                        ? new Stored.Repeated(stands)
                                        : new Stored.Refused("open-case", stands))
                                .orElseGet(Stored.Missing::new)));
    }

    private static Uni<Void> insert(SqlConnection connection, ObjectionCase lodged, Deed deed) {
        Lodging said = lodged.lodging();
        Tuple row = Tuple.tuple()
                .addUUID(lodged.id())
                .addUUID(lodged.person())
                .addString(lodged.organisation())
                .addString(lodged.lodgedBy())
                .addOffsetDateTime(lodged.lodgedAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(lodged.due().atOffset(ZoneOffset.UTC))
                .addString(said.reason())
                .addString(said.onBehalf().code())
                .addString(said.authority())
                .addArrayOfString(array(said.scope().categories()))
                .addArrayOfString(array(said.scope().excepted()))
                .addBoolean(said.interim());
        return connection
                .preparedQuery(STORE)
                .execute(row)
                .chain(() -> step(connection, lodged.id(), 1, "lodge", said.reason(), "", deed))
                .chain(() -> hold(connection, lodged, lodged.effects()));
    }

    /**
     * Takes a step with the organisation's own case of this id, one after the other with whoever else does: {@code judge}
     * sees the case as it stands then.
     */
    Uni<Stored> step(UUID id, String organisation, Step step, Deed deed, Function<ObjectionCase, Attempt> judge) {
        Tuple key = Tuple.of(id, organisation);
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(key)
                .chain(() -> one(connection, ONE, key))
                .chain(found -> found.map(stands -> attempt(connection, stands, step, deed, judge.apply(stands)))
                        .orElseGet(() -> Uni.createFrom().item(new Stored.Missing()))));
    }

    /** What the rules say of a step. */
    sealed interface Attempt {

        record Do(Taken taken, Change change) implements Attempt {}

        record Not(String rule) implements Attempt {}
    }

    private static Uni<Stored> attempt(
            SqlConnection connection, ObjectionCase stands, Step step, Deed deed, Attempt attempt) {
        if (repeats(stands, deed)) {
            return Uni.createFrom().item(new Stored.Repeated(stands));
        }
        return switch (attempt) {
            case Attempt.Not not -> Uni.createFrom().item(new Stored.Refused(not.rule(), stands));
            case Attempt.Do done -> move(connection, stands, step, deed, done);
        };
    }

    private static Uni<Stored> move(
            SqlConnection connection, ObjectionCase stands, Step step, Deed deed, Attempt.Do done) {
        Judgement judgement = step instanceof Step.Decide decide ? decide.judgement() : null;
        Tuple moved = Tuple.of(
                stands.id(),
                done.taken().state().code(),
                done.taken().barred(),
                judgement == null ? stands.review() : judgement.review());
        Tuple ended = Tuple.of(stands.id(), deed.at().atOffset(ZoneOffset.UTC));
        String outcome = judgement == null ? "" : judgement.outcome().code();
        return connection
                .preparedQuery(MOVE)
                .execute(moved)
                .chain(() ->
                        step(connection, stands.id(), stands.version() + 1, step.code(), step.text(), outcome, deed))
                .chain(() -> done.change().ends()
                        ? connection.preparedQuery(END).execute(ended).replaceWithVoid()
                        : Uni.createFrom().voidItem())
                .chain(() -> hold(connection, stands, done.change().begins()))
                .chain(() -> one(connection, ONE, Tuple.of(stands.id(), stands.organisation())))
                .map(now -> new Stored.Stands(now.orElse(stands)));
    }

    private static Uni<Void> step(
            SqlConnection connection, UUID id, int version, String action, String said, String outcome, Deed deed) {
        Tuple row = Tuple.tuple()
                .addUUID(id)
                .addInteger(version)
                .addString(action)
                .addString(deed.actor().subject())
                .addString(deed.actor().role())
                .addOffsetDateTime(deed.at().atOffset(ZoneOffset.UTC))
                .addString(said)
                .addString(deed.hash())
                .addString(outcome);
        return connection.preparedQuery(STEP).execute(row).replaceWithVoid();
    }

    private static Uni<Void> hold(SqlConnection connection, ObjectionCase of, List<Effect> effects) {
        if (effects.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = effects.stream().map(effect -> row(of, effect)).toList();
        return connection.preparedQuery(HOLD).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(ObjectionCase of, Effect effect) {
        Instant until = effect.until();
        return Tuple.tuple()
                .addUUID(effect.id())
                .addUUID(of.person())
                .addString(effect.interim() ? "interim" : "upheld")
                .addArrayOfString(
                        effect.scope().isWhole() ? null : array(effect.scope().categories()))
                .addArrayOfString(array(effect.scope().excepted()))
                .addOffsetDateTime(effect.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(until == null ? null : until.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(of.lodgedAt().atOffset(ZoneOffset.UTC))
                .addUUID(of.id());
    }

    /** The organisation's own cases that {@code query} asks for, of these persons, or of everybody when there are none. */
    Uni<List<ObjectionCase>> list(TaskQuery query, List<UUID> persons, String organisation) {
        Tuple parameters = Tuple.tuple()
                .addString(organisation)
                .addArrayOfString(query.statuses().isEmpty() ? null : array(CaseState.codes(query.statuses())))
                .addArrayOfUUID(persons.isEmpty() ? null : persons.toArray(UUID[]::new))
                .addOffsetDateTime(query.after().due().atOffset(ZoneOffset.UTC))
                .addUUID(query.after().id())
                .addInteger(query.count() + 1);
        return pool.preparedQuery(LIST).execute(parameters).map(CaseRepository::cases);
    }

    /** Every case about a person with these ids, wherever it was lodged. */
    Uni<List<ObjectionCase>> about(Collection<UUID> persons) {
        return pool.preparedQuery(OF_PERSON)
                .execute(Tuple.tuple().addArrayOfUUID(persons.toArray(UUID[]::new)))
                .map(CaseRepository::cases);
    }

    private static boolean repeats(ObjectionCase stands, Deed deed) {
        ObjectionCase.Done last = stands.steps().getLast();
        return last.subject().equals(deed.actor().subject()) && last.hash().equals(deed.hash());
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException refused && UNIQUE.equals(refused.getSqlState());
    }

    private static Uni<Optional<ObjectionCase>> one(SqlClient client, String sql, Tuple parameters) {
        return client.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> cases(rows).stream().findFirst());
    }

    private static List<ObjectionCase> cases(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> CaseJson.read(row.getString("content")))
                .toList();
    }

    private static String[] array(Collection<String> texts) {
        return texts.stream().sorted().toArray(String[]::new);
    }
}
