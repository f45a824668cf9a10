package care.weald.identity.staff;

import care.weald.identity.match.Location;
import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.staff.StaffMember.Days;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps each partner's register of staff. */
@ApplicationScoped
class StaffRepository {

    /** Two registers of one organisation come one after the other. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('staff ' || $1, 0))";

    private static final String CLEAR = "delete from staff where organisation = $1";

    private static final String ADD = """
            insert into staff (organisation, user_id, nhs_number, families, postcodes, lines, phones, manager, started, ended,
                               away)
            values ($1, $2, $3::text, $4, $5, $6, $7, $8, $9, $10, $11::text::datemultirange)
            """;

    private final Pool pool;

    StaffRepository(Pool pool) {
        this.pool = pool;
    }

    /** Makes {@code members} the whole register of {@code organisation}, or leaves it as it was. */
    Uni<Void> replace(String organisation, List<StaffMember> members) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(organisation))
                .chain(() -> transaction.preparedQuery(CLEAR).execute(Tuple.of(organisation)))
                .chain(() -> add(transaction, organisation, members)));
    }

    private static Uni<Void> add(SqlConnection transaction, String organisation, List<StaffMember> members) {
        return members.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(ADD)
                        .executeBatch(members.stream()
                                .map(member -> row(organisation, member))
                                .toList())
                        .replaceWithVoid();
    }

    private static Tuple row(String organisation, StaffMember member) {
        NhsNumber number = member.about().numbers().nhs();
        Location location = member.about().location();
        return Tuple.tuple()
                .addString(organisation)
                .addString(member.user())
                .addString(number == null ? null : number.value())
                .addArrayOfString(array(member.about().families()))
                .addArrayOfString(array(location.postcodes()))
                .addArrayOfString(array(location.lines()))
                .addArrayOfLong(location.phones().toArray(Long[]::new))
                .addString(member.manager())
                .addLocalDate(member.started())
                .addLocalDate(member.ended())
                .addString(
                        member.away().stream().map(StaffRepository::range).collect(Collectors.joining(",", "{", "}")));
    }

    private static String range(Days days) {
        return "[" + text(days.from()) + "," + text(days.to()) + "]";
    }

    private static String text(@Nullable Object day) {
        return day == null ? "" : day.toString();
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
