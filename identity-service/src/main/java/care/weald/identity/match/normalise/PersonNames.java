package care.weald.identity.match.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names as they are compared. Titles and placeholders ("Baby", "Twin 1", "Unknown") are no names; a given name of one
 * letter is an initial and is kept.
 */
public final class PersonNames {

    /** Given names that are kept of one person. */
    public static final int MOST_GIVEN = 4;

    /** Family names that are kept of one person, the current one among them. */
    public static final int MOST_FAMILIES = 3;

    private static final int LONGEST = 40;

    private static final Set<String> TITLES = Set.of(
            "MR",
            "MRS",
            "MS",
            "MISS",
            "MASTER",
            "DR",
            "DOCTOR",
            "PROF",
            "PROFESSOR",
            "SIR",
            "DAME",
            "LADY",
            "LORD",
            "REV");

    private static final Set<String> UNNAMED = Set.of(
            "BABY",
            "INFANT",
            "NEWBORN",
            "TWIN",
            "TRIPLET",
            "UNKNOWN",
            "UNNAMED",
            "UNK",
            "NK",
            "FNU",
            "LNU",
            "ANON",
            "ANONYMOUS",
            "TBC",
            "NULL",
            "NONE");

    private static final Set<String> BESIDE_UNNAMED =
            Set.of("BOY", "GIRL", "MALE", "FEMALE", "OF", "ONE", "TWO", "I", "II", "A", "B", "C", "SON", "DAUGHTER");

    private PersonNames() {}

    /** The given names that {@code raw} holds, in order: words and the halves of hyphenated names, without titles. */
    public static List<String> given(List<String> raw) {
        List<String> names = new ArrayList<>(MOST_GIVEN);
        boolean placeholder = false;
        for (String one : raw) {
            for (String word : words(Text.fold(one))) {
                placeholder |= UNNAMED.contains(word);
                addGiven(names, word);
            }
        }
        if (placeholder) {
            names.removeIf(name -> UNNAMED.contains(name) || BESIDE_UNNAMED.contains(name));
        }
        boolean onlyTitle = names.size() == 1 && raw.size() == 1;
        if (!onlyTitle) {
            names.removeIf(TITLES::contains);
        }
        return names.size() > MOST_GIVEN ? List.copyOf(names.subList(0, MOST_GIVEN)) : List.copyOf(names);
    }

    private static void addGiven(List<String> names, String word) {
        String letters = letters(word);
        if (!letters.isEmpty() && names.size() < 2 * MOST_GIVEN) {
            names.add(letters);
        }
    }

    /**
     * A family name with single spaces between its parts; empty when it is none. Particles are joined to what follows (DE
     * SOUZA is DESOUZA), so a space is only where two names meet.
     */
    public static String family(String raw) {
        StringBuilder out = new StringBuilder();
        boolean join = true;
        for (String word : words(Text.fold(raw))) {
            String letters = letters(word);
            if (letters.isEmpty() || UNNAMED.contains(letters)) {
                continue;
            }
            if (!join && letters.length() >= 3) {
                out.append(' ');
            }
            out.append(letters);
            join = letters.length() <= 3 || letters.equals("SAINT");
        }
        return out.length() > LONGEST ? out.substring(0, LONGEST).strip() : out.toString();
    }

    private static String[] words(String folded) {
        return folded.split(" ", 16);
    }

    private static String letters(String word) {
        StringBuilder out = new StringBuilder(word.length());
        for (int i = 0; i < word.length() && out.length() < LONGEST; i++) {
            char c = word.charAt(i);
            if (c > '9' || c < '0') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
