package care.weald.identity.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A population that is made household by household, the same for the same seed, and never held in memory: couples, families
 * with brothers, sisters and twins, lone parents, people who share a flat; marriages, moves, deaths and superseded numbers.
 */
public final class Population implements Iterable<List<Person>> {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final long HOUSEHOLDS = 4_000_000;

    private final long seed;
    private final long step;

    /** The population of {@code seed}. */
    public Population(long seed) {
        this(seed, 1);
    }

    private Population(long seed, long step) {
        this.seed = seed;
        this.step = step;
    }

    /** Every {@code step}th household of the same population, with numbers of their own. */
    public Population every(long step) {
        return new Population(seed, step);
    }

    /** The first {@code people} of it. */
    public Stream<Person> people(long people) {
        return StreamSupport.stream(spliterator(), false).flatMap(List::stream).limit(people);
    }

    @Override
    public Iterator<List<Person>> iterator() {
        return new Iterator<>() {
            private final NhsNumbers numbers = new NhsNumbers();
            private long household;
            private long people;

            @Override
            public boolean hasNext() {
                return household < HOUSEHOLDS;
            }

            @Override
            public List<Person> next() {
                List<Person> members = new Home(household, people, numbers).members();
                household += step;
                people += members.size();
                return members;
            }
        };
    }

    /** One household in the making. */
    private final class Home {

        private final long index;
        private final long first;
        private final NhsNumbers numbers;
        private final SplittableRandom random;
        private final Community community;
        private final String family;
        private final Address address;
        private final String landline;
        private final List<Person> members = new ArrayList<>();

        Home(long index, long first, NhsNumbers numbers) {
            this.index = index;
            this.first = first;
            this.numbers = numbers;
            this.random = new SplittableRandom(seed * 1_000_003 + index);
            this.community = Community.any(random);
            this.family = doubled(community.family(random));
            this.address = Address.of(seed, index);
            this.landline = "01632960" + String.format("%06d", random.nextInt(1_000_000));
        }

        private String doubled(String name) {
            return random.nextInt(60) == 0 ? name + "-" + community.family(random) : name;
        }

        List<Person> members() {
            int kind = random.nextInt(100);
            if (kind < 30) {
                adult(family, 18 + random.nextInt(80));
            } else if (kind < 58) {
                couple(20 + random.nextInt(70));
            } else if (kind < 90) {
                int age = 22 + random.nextInt(36);
                couple(age);
                children(Math.max(1, age - 20));
            } else if (kind < 96) {
                int age = 20 + random.nextInt(35);
                adult(family, age);
                children(Math.max(1, age - 19));
            } else {
                for (int i = 2 + random.nextInt(4); i > 0; i--) {
                    adult(community.family(random), 18 + random.nextInt(20));
                }
            }
            return members;
        }

        private void couple(int age) {
            adult(family, age);
            boolean sameName = random.nextInt(100) < 75;
            adult(sameName ? family : community.family(random), Math.max(18, age - 6 + random.nextInt(12)));
        }

        private void adult(String name, int age) {
            boolean male = members.size() == 1 ? !members.get(0).male() : random.nextBoolean();
            boolean married = !male && members.size() == 1 && name.equals(family) && random.nextInt(100) < 85;
            LocalDate birth = day(age);
            add(name, married ? community.family(random) : "", male, birth, names(male));
        }

        private void children(int oldest) {
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                LocalDate birth = day(random.nextInt(oldest));
                boolean male = random.nextBoolean();
                add(family, "", male, birth, childNames(male));
                if (random.nextInt(65) == 0) {
                    boolean twin = random.nextInt(3) == 0 ? !male : male;
                    add(family, "", twin, birth, childNames(twin));
                }
            }
        }

        private LocalDate day(int age) {
            return TODAY.minusYears(age).minusDays(1 + random.nextInt(365));
        }

        private List<String> names(boolean male) {
            List<String> names = new ArrayList<>();
            names.add(community.given(random, male));
            if (random.nextInt(100) < 55) {
                names.add(community.given(random, male));
            }
            return names;
        }

        /** A child seldom bears a parent's first name, more often as its second; brothers and sisters never the same. */
        private List<String> childNames(boolean male) {
            List<String> names = names(male);
            while (members.stream().skip(1).anyMatch(m -> m.given().get(0).equals(names.get(0)))) {
                names.set(0, community.given(random, male));
            }
            Person parent = members.get(0);
            if (parent.male() == male && random.nextInt(100) < 3) {
                names.set(0, parent.given().get(0));
            } else if (parent.male() == male && random.nextInt(100) < 12) {
                names.add(1, parent.given().get(0));
            }
            return names;
        }

        private void add(String name, String previous, boolean male, LocalDate birth, List<String> given) {
            int age = TODAY.getYear() - birth.getYear();
            Address before = random.nextInt(100) < 35 ? Address.of(seed, random.nextLong(HOUSEHOLDS)) : address;
            boolean superseded = random.nextInt(400) == 0;
            boolean dead = age > 65 && random.nextInt(100) < age - 65;
            members.add(new Person(
                    first + members.size(),
                    index,
                    numbers.next(),
                    superseded ? numbers.next() : "",
                    given,
                    name,
                    previous,
                    male,
                    birth,
                    address,
                    before,
                    phone(age),
                    email(given.get(0), name),
                    dead ? TODAY.minusDays(1 + random.nextInt(1_500)).toString() : ""));
        }

        /**
         * A number that begins in Ofcom's ranges for drama (07700 900, 01632 960) and is longer than can be dialled, so that
         * there are enough of them. Children have the house's.
         */
        private String phone(int age) {
            int kind = random.nextInt(100);
            if (kind < 12) {
                return "";
            }
            boolean shared = age < 14 || kind < 35;
            return shared ? landline : "07700900" + String.format("%06d", random.nextInt(1_000_000));
        }

        private String email(String given, String name) {
            if (random.nextInt(100) < 55) {
                return "";
            }
            return (given + "." + name + random.nextInt(1000)).toLowerCase(java.util.Locale.ROOT) + "@example.org";
        }
    }
}
