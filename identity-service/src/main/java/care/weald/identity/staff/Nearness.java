package care.weald.identity.staff;

import care.weald.identity.token.Caller;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How near the member of staff who asks is to the person, in closed codes that go to the audit trail alone: {@code self},
 * {@code same-address}, {@code same-name-and-postcode}, {@code contact} (the person's emergency contact has their telephone),
 * {@code colleague}, {@code line-report} (whom they manage), {@code marked} (v3-ActCode CEL), {@code deceased} (for four weeks),
 * {@code staff-ended}, {@code staff-on-leave}, {@code not-on-register} (of an organisation that has one).
 *
 * @param organisation ODS code of the organisation that asks
 * @param user {@code sub} of the user; empty for a system and a citizen, who are near to nobody
 * @param died the last day, as yyyymmdd, of which a death is long ago
 */
public record Nearness(String organisation, String user, int died) {

    private static final int WEEKS = 4;
    private static final int YEAR = 10_000;
    private static final int MONTH = 100;

    /**
     * A lateral join that gives one row with the array {@code codes}; {@code who} has {@code id} and {@code sources}. Takes $2
     * the organisation, $3 the user, $4 the day {@link #died}.
     */
    public static final String SQL = """
            cross join lateral (
                 select array_remove(array[
                        case when own.person = who.id then 'self' end,
                        case when met.address and own.person is distinct from who.id then 'same-address' end,
                        case when met.name and own.person is distinct from who.id then 'same-name-and-postcode' end,
                        case when met.contact and own.person is distinct from who.id then 'contact' end,
                        (select case when bool_or(other.manager = $3) then 'line-report' else 'colleague' end
                           from nhs_number as theirs join staff as other on other.nhs_number = theirs.number
                          where theirs.person = who.id and theirs.state = 'current' and other.organisation = $2
                            and other.user_id <> $3 and $3 <> '' having count(*) > 0),
                        case when met.marked then 'marked' end,
                        case when met.deceased then 'deceased' end,
                        case when self.ended < current_date or self.started > current_date then 'staff-ended' end,
                        case when self.away @> current_date then 'staff-on-leave' end,
                        case when self.user_id is null and $3 <> ''
                                  and exists (select from staff where organisation = $2)
                             then 'not-on-register' end], null) as codes
                   from (values (1)) as always (one)
                   left join staff as self on self.organisation = $2 and self.user_id = $3
                   left join nhs_number as own on own.number = self.nhs_number and own.state <> 'invalid'
                  cross join lateral (
                       select bool_or(m.postcodes && self.postcodes and m.lines && self.lines) as address,
                              bool_or(m.postcodes && self.postcodes and m.families && self.families) as name,
                              bool_or(m.contact_phones && self.phones) as contact,
                              bool_or(m.marked) as marked,
                              bool_or(m.deceased between 1 and $4) as deceased
                         from match_row as m where m.source_patient = any (who.sources)) as met) as near
            """;

    /** A citizen is nobody's member of staff. */
    private static final String CITIZEN = "CIT";

    /** Of {@code caller}, on {@code today}. */
    public static Nearness of(Caller caller, LocalDate today) {
        LocalDate died = today.minusWeeks(WEEKS);
        return new Nearness(
                caller.organisation(),
                caller.isSystem() || caller.roles().contains(CITIZEN) ? "" : caller.subject(),
                died.getYear() * YEAR + died.getMonthValue() * MONTH + died.getDayOfMonth());
    }

    /** Of {@code caller}, now. */
    public static Nearness of(Caller caller) {
        return of(caller, LocalDate.now(ZoneOffset.UTC));
    }

    @Override
    public String toString() {
        return "Nearness[***]";
    }
}
