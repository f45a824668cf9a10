package care.weald.audit.watch;

import care.weald.audit.watch.Sown.Staff;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What staff of several organisations do in some weeks when nothing is amiss, always the same for one seed: working days
 * and shifts, searches and records, wrong numbers, busy days, some claims and overrides that have their reason.
 */
final class Month {

    static final int ORGANISATIONS = 8;
    private static final List<String> ROLES =
            List.of("R8000", "R8000", "R8001", "R8001", "R8001", "R8006", "R8000", "R8001", "R8014", "R8006");

    private final Random random;
    private final LocalDate first;
    private final int days;
    private final int staff;
    private final List<Sown> events = new ArrayList<>();

    /** {@code staff} members at each organisation, for {@code days} from {@code first}. */
    Month(long seed, LocalDate first, int days, int staff) {
        this.random = new Random(seed);
        this.first = first;
        this.days = days;
        this.staff = staff;
    }

    static String organisation(int number) {
        return "KM%03d".formatted(number);
    }

    /** A member of staff by organisation and number; the last of each is the privacy officer. */
    Staff member(int organisation, int number) {
        String role = number == staff - 1 ? "R0001" : ROLES.get(number % ROLES.size());
        return new Staff(organisation(organisation), "u-" + organisation + "-" + number, role, "ehr-" + organisation);
    }

    /** Somebody who is registered at the organisation. */
    static UUID person(int organisation, int number) {
        return UUID.nameUUIDFromBytes(("person " + organisation + " " + number).getBytes(StandardCharsets.UTF_8));
    }

    /** The hour at which a member of staff begins to work, the same every day. */
    static int shift(int number) {
        return number % 10 == 3 ? 20 : 7 + number % 3;
    }

    Instant at(int day, int hour, int minute) {
        return first.plusDays(day)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plus(Duration.ofMinutes(60L * hour + minute));
    }

    /** All of it. */
    List<Sown> events() {
        for (int day = 0; day < days; day++) {
            for (int organisation = 0; organisation < ORGANISATIONS; organisation++) {
                for (int number = 0; number < staff - 1; number++) {
                    if (works(day, number)) {
                        work(day, organisation, number);
                    }
                }
                feed(day, organisation);
                officer(day, organisation);
            }
        }
        return events;
    }

    private boolean works(int day, int number) {
        DayOfWeek weekday = first.plusDays(day).getDayOfWeek();
        return number % 4 == 0 ? day % 6 < 4 : weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY;
    }

    private void work(int day, int organisation, int number) {
        Staff who = member(organisation, number);
        int opened = 10 + random.nextInt(8) + (random.nextInt(20) == 0 ? 8 : 0);
        Instant time = at(day, shift(number), random.nextInt(50));
        for (int i = 0; i < opened; i++) {
            time = time.plusSeconds(600 + random.nextInt(1_500));
            if (time.isAfter(at(day, shift(number) + 9, 0))) {
                return;
            }
            visit(time, who, person(organisation, random.nextInt(600)));
        }
    }

    private void visit(Instant time, Staff who, UUID person) {
        if (random.nextInt(3) == 0) {
            if (random.nextInt(15) == 0) {
                events.add(Sown.search(time.minusSeconds(90), who, List.of()).missing());
            }
            events.add(Sown.search(time.minusSeconds(40), who, List.of(person, UUID.randomUUID())));
        }
        Sown open = Sown.open(time, who, person);
        int chance = random.nextInt(10_000);
        if (who.role().equals("R8014") && random.nextInt(4) == 0) {
            open = open.categories("cat-03", "cat-05", "cat-20");
        } else if (who.role().equals("R8001") && random.nextInt(20) == 0) {
            open = open.categories("cat-07", "cat-11", "cat-12", "cat-20");
        } else if (who.role().equals("R8000") && random.nextInt(10) == 0) {
            open = open.categories("cat-07", "cat-05", "cat-11", "cat-21");
        }
        if (chance < 4) {
            open = open.near("colleague");
        } else if (chance < 6) {
            open = open.basis("claim");
        } else if (chance < 8) {
            open = open.fact("restricted", true);
        } else if (chance < 10) {
            open = open.fact("interaction", "override").basis("override");
        }
        events.add(open);
        if (random.nextInt(4) == 0) {
            events.add(Sown.open(time.plusSeconds(60), who, person)
                    .fact("interaction", "read")
                    .fact("what", "Binary"));
        }
    }

    private void feed(int day, int organisation) {
        Staff system = new Staff(organisation(organisation), "feeder-" + organisation, "", "feeder");
        for (int hour = 0; hour < 24; hour++) {
            events.add(Sown.open(at(day, hour, 5), system, new UUID(0, 0))
                    .about(null)
                    .fact("interaction", "feed")
                    .fact("what", "Bundle")
                    .basis("none"));
        }
    }

    private void officer(int day, int organisation) {
        Staff officer = member(organisation, staff - 1);
        for (int i = 0; i < 3; i++) {
            events.add(Sown.open(at(day, 9 + i, 10), officer, new UUID(0, 0))
                    .about(null)
                    .fact("interaction", "monitor")
                    .fact("what", "DetectedIssue")
                    .basis("none"));
        }
    }
}
