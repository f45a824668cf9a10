package care.weald.identity.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * People beside somebody who is known, and not known themselves: whom a query for them must not be taken for. Twins, brothers
 * and sisters, parents of the same name, namesakes. Their numbers are of the range below the populations'.
 */
public final class Lookalikes {

    private static final int OLDEST = 106;
    private static final int TODAY = 2026;

    private final SplittableRandom random;
    private final NhsNumbers numbers = new NhsNumbers(989);

    /** The lookalikes of {@code seed}. */
    public Lookalikes(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Somebody who is like {@code person} in one of these ways, more often a twin or a brother or sister. */
    public Person of(Person person) {
        int kind = random.nextInt(100);
        if (kind < 30) {
            return relative(person, person.birth());
        }
        if (kind < 60) {
            return relative(person, person.birth().plusDays(random.nextInt(1, 3_000) + 300L));
        }
        LocalDate before = person.birth().minusYears(random.nextInt(20, 40)).minusDays(random.nextInt(365));
        if (kind < 80 && TODAY - before.getYear() < OLDEST) {
            return named(person, before, person.address(), person.male());
        }
        LocalDate birth = LocalDate.of(TODAY - 1 - random.nextInt(95), 1, 1).plusDays(random.nextInt(365));
        Address elsewhere = Address.of(random.nextLong(), random.nextInt(1_000_000));
        return named(person, birth, elsewhere, person.male());
    }

    /** Another given name at the same address; the same telephone for children, their own for others. */
    private Person relative(Person person, LocalDate birth) {
        boolean male = random.nextInt(3) == 0 ? !person.male() : person.male();
        String first = Community.any(random).given(random, male);
        while (first.equals(person.given().getFirst())) {
            first = Community.any(random).given(random, male);
        }
        List<String> given = new ArrayList<>(List.of(first));
        if (random.nextBoolean()) {
            given.add(Community.any(random).given(random, male));
        }
        return copy(person, given, birth, person.address(), male);
    }

    private Person named(Person person, LocalDate birth, Address address, boolean male) {
        List<String> given = new ArrayList<>(List.of(person.given().getFirst()));
        if (random.nextBoolean()) {
            given.add(Community.any(random).given(random, male));
        }
        return copy(person, given, birth, address, male);
    }

    private Person copy(Person person, List<String> given, LocalDate birth, Address address, boolean male) {
        boolean shared = birth.getYear() > TODAY - 14 && address.equals(person.address());
        String own = random.nextInt(3) == 0 ? "" : "07700900" + String.format("%06d", random.nextInt(1_000_000));
        return new Person(
                -1,
                -1,
                numbers.next(),
                "",
                given,
                person.family(),
                "",
                male,
                birth,
                address,
                address,
                shared ? person.phone() : own,
                "",
                "");
    }
}
