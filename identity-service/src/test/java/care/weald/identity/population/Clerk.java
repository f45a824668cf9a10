package care.weald.identity.population;

import care.weald.identity.match.normalise.BirthDates;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Registers people as the clerks of six kinds of organisations do, with their errors. The same seed, the same errors. */
public final class Clerk {

    /** The kinds of organisations. */
    public static final List<String> SOURCES = List.of("gp", "acute", "community", "mental", "social", "ambulance");

    private static final int[] NUMBERED = {99, 96, 92, 93, 55, 62};
    private static final double[] CARELESS = {0.5, 1, 1.2, 1.1, 1.6, 2};

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("Robert", "Bob"),
            Map.entry("William", "Bill"),
            Map.entry("Margaret", "Peggy"),
            Map.entry("Elizabeth", "Liz"),
            Map.entry("Michael", "Mike"),
            Map.entry("Christopher", "Chris"),
            Map.entry("Andrew", "Andy"),
            Map.entry("Anthony", "Tony"),
            Map.entry("Patricia", "Pat"),
            Map.entry("Catherine", "Cathy"),
            Map.entry("David", "Dave"),
            Map.entry("Susan", "Sue"),
            Map.entry("Katarzyna", "Kasia"),
            Map.entry("Mohammed", "Muhammad"),
            Map.entry("Thomas", "Tom"),
            Map.entry("James", "Jim"));

    private final SplittableRandom random;
    private final Typist typist;

    /** The clerks of {@code seed}. */
    public Clerk(long seed) {
        this.random = new SplittableRandom(seed);
        this.typist = new Typist(random);
    }

    /** {@code person} as registered by a source chosen at random. */
    public Registration register(Person person) {
        int kind = random.nextInt(SOURCES.size());
        Registration r = copied(person, SOURCES.get(kind));
        double much = CARELESS[kind];
        numbers(r, person, kind);
        names(r, person, much);
        dates(r, much);
        places(r, person, much);
        return r;
    }

    private static Registration copied(Person person, String source) {
        Registration all = Registration.of(person);
        Registration r = new Registration(person.number(), source);
        r.given = all.given;
        r.family = all.family;
        r.gender = all.gender;
        r.birthDate = all.birthDate;
        r.line = all.line;
        r.town = all.town;
        r.postcode = all.postcode;
        r.phone = all.phone;
        return r;
    }

    private boolean chance(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    private void numbers(Registration r, Person person, int kind) {
        if (chance(NUMBERED[kind])) {
            boolean old = !person.formerNhs().isEmpty() && chance(50);
            r.nhs = old ? person.formerNhs() : person.nhs();
            r.verified = chance(85);
            if (chance(0.3)) {
                r.nhs = typist.wrongDigit(r.nhs);
                r.verified = false;
            }
        }
    }

    private void names(Registration r, Person person, double much) {
        if (r.given.size() > 1 && chance(60)) {
            r.given.remove(r.given.size() - 1);
        } else if (r.given.size() > 1) {
            middle(r, much);
        }
        given(r, much);
        if (!person.previousFamily().isEmpty() && chance(7)) {
            r.family = person.previousFamily();
        } else if (!person.male() && chance(1.5)) {
            r.family = Community.any(random).family(random);
        } else if (chance(4 * much)) {
            r.family = typist.wrong(r.family);
        } else if (r.family.contains("-") && chance(30)) {
            r.family = r.family.substring(r.family.indexOf('-') + 1);
        }
        if (chance(0.7 * much)) {
            String first = r.given.isEmpty() ? "" : r.given.get(0);
            r.given = new ArrayList<>(List.of(r.family));
            r.family = first;
        }
        if (chance(15)) {
            r.family = r.family.toUpperCase(Locale.ROOT);
            r.given.replaceAll(name -> name.toUpperCase(Locale.ROOT));
        }
    }

    private void middle(Registration r, double much) {
        String name = r.given.get(1);
        if (chance(15)) {
            r.given.set(1, name.substring(0, 1));
        } else if (chance(4 * much)) {
            r.given.set(1, typist.wrong(name));
        } else if (chance(2)) {
            r.given.set(1, Community.any(random).given(random, r.gender.equals("male")));
        }
    }

    private void given(Registration r, double much) {
        String name = r.given.get(0);
        if (chance(4 * much)) {
            r.given.set(0, typist.wrong(name));
        } else if (SHORT.containsKey(name) && chance(12)) {
            r.given.set(0, SHORT.getOrDefault(name, name));
        } else if (chance(1.3 * much)) {
            r.given.set(0, name.substring(0, 1));
        } else if (r.given.size() > 1 && chance(2)) {
            r.given.remove(0);
        } else if (chance(0.4 * much)) {
            r.given.set(0, Community.any(random).given(random, r.gender.equals("male")));
        } else if (chance(0.5 * much)) {
            r.given.clear();
        } else if (r.birthDate.startsWith("2025") && chance(20)) {
            r.given = new ArrayList<>(List.of("Baby"));
        }
    }

    private void dates(Registration r, double much) {
        String date = r.birthDate;
        if (chance(1.2 * much)) {
            r.birthDate = wrongDate(date);
        } else if (chance(0.4 * much)) {
            r.birthDate = exchanged(date);
        } else if (chance(0.5 * much)) {
            r.birthDate = date.substring(0, 4) + "-01-01";
        } else if (chance(0.9 * much)) {
            r.birthDate = "";
        } else if (chance(0.2 * much)) {
            r.birthDate = "1900-01-01";
        } else if (chance(0.3 * much)) {
            r.birthDate = date.substring(0, 4);
        }
        if (chance(0.4 * much) && r.birthDate.length() == 10) {
            r.birthDate = onePart(LocalDate.parse(r.birthDate));
        }
        if (chance(0.25 * much)) {
            r.birthDate =
                    LocalDate.of(1930, 1, 1).plusDays(random.nextInt(35_000)).toString();
        }
        if (chance(0.8 * much)) {
            r.gender = chance(50) ? "unknown" : r.gender.equals("male") ? "female" : "male";
        }
    }

    /** One wrong digit that still gives a date; a form would refuse any other. */
    private String wrongDate(String date) {
        for (int tries = 0; tries < 20; tries++) {
            String wrong = typist.wrongDigit(date);
            int parsed = BirthDates.parse(wrong);
            if (BirthDates.isFull(parsed)) {
                return wrong;
            }
        }
        return date;
    }

    /** Another year, month or day, whatever digits that changes. */
    private String onePart(LocalDate date) {
        return switch (random.nextInt(3)) {
            case 0 -> date.minusYears(1 + random.nextInt(3)).toString();
            case 1 -> date.withMonth(1 + random.nextInt(12)).toString();
            default -> date.withDayOfMonth(1 + random.nextInt(28)).toString();
        };
    }

    /** Day for month where that gives a date, otherwise the next day. */
    private static String exchanged(String date) {
        boolean possible = date.substring(8).compareTo("12") <= 0;
        return possible
                ? date.substring(0, 5) + date.substring(8) + "-" + date.substring(5, 7)
                : LocalDate.parse(date).plusDays(1).toString();
    }

    private void places(Registration r, Person person, double much) {
        if (chance(7)) {
            Address next = Address.of(random.nextInt(), random.nextInt(1_000_000));
            moved(r, next);
        } else if (!person.before().equals(person.address()) && chance(10)) {
            moved(r, person.before());
        }
        if (chance(2 * much)) {
            r.postcode = typist.wrong(r.postcode);
        } else if (chance(2.5 * much)) {
            r.postcode = chance(30) ? "ZZ99 3VZ" : chance(50) ? "" : r.postcode.substring(0, r.postcode.indexOf(' '));
        }
        if (chance(8)) {
            r.line = typist.wrong(r.line);
        } else if (chance(2.5 * much)) {
            r.line = "";
        } else if (chance(30)) {
            r.line = r.line.replace("Street", "St")
                    .replace("Road", "Rd")
                    .replace("Avenue", "Ave")
                    .replace("Lane", "Ln");
        }
        phone(r);
    }

    private static void moved(Registration r, Address to) {
        r.line = to.line();
        r.town = to.town();
        r.postcode = to.postcode();
    }

    private void phone(Registration r) {
        if (r.phone.isEmpty() || chance(15)) {
            r.phone = chance(60) ? "" : "07700900" + String.format("%06d", random.nextInt(1_000_000));
        } else if (chance(1)) {
            r.phone = typist.wrongDigit(r.phone);
        } else if (chance(30)) {
            r.phone = "+44" + r.phone.substring(1);
        }
    }
}
