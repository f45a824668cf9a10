package care.weald.identity.population;

import java.util.List;
import java.util.SplittableRandom;

/** Errors of typing, reading and hearing, in words and digits. */
final class Typist {

    private static final List<String> ROWS = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");
    private static final String[][] SHAPES = {
        {"m", "rn"}, {"l", "i"}, {"o", "0"}, {"e", "c"}, {"u", "v"}, {"h", "b"}, {"w", "vv"}
    };
    private static final String[][] SOUNDS = {
        {"ph", "f"},
        {"ck", "k"},
        {"c", "k"},
        {"ie", "y"},
        {"ee", "ea"},
        {"ou", "u"},
        {"gh", "g"},
        {"s", "z"},
        {"tt", "t"},
        {"ll", "l"},
        {"nn", "n"},
        {"v", "w"},
        {"ei", "ie"},
        {"sh", "sch"},
        {"mm", "m"},
        {"ss", "s"}
    };

    private final SplittableRandom random;

    Typist(SplittableRandom random) {
        this.random = random;
    }

    /** {@code word} with one error of any kind. */
    String wrong(String word) {
        if (word.length() < 2) {
            return word;
        }
        return switch (random.nextInt(10)) {
            case 0 -> replaced(word, SHAPES);
            case 1, 2 -> replaced(word, SOUNDS);
            default -> slip(word);
        };
    }

    private String replaced(String word, String[][] table) {
        for (int tries = 0; tries < 12; tries++) {
            String[] pair = table[random.nextInt(table.length)];
            boolean forward = random.nextBoolean();
            String from = forward ? pair[0] : pair[1];
            int at = word.toLowerCase(java.util.Locale.ROOT).indexOf(from);
            if (at > 0) {
                return word.substring(0, at) + (forward ? pair[1] : pair[0]) + word.substring(at + from.length());
            }
        }
        return slip(word);
    }

    /** {@code word} with one slip on the keyboard: neighbour key, doubled, left out, exchanged. */
    String slip(String word) {
        StringBuilder out = new StringBuilder(word);
        int at = random.nextInt(word.length());
        char c = word.charAt(at);
        switch (random.nextInt(4)) {
            case 0 -> out.setCharAt(at, beside(c));
            case 1 -> out.insert(at, random.nextBoolean() ? c : beside(c));
            case 2 -> out.deleteCharAt(at);
            default -> {
                int other = at + 1 < word.length() ? at + 1 : at - 1;
                out.setCharAt(at, word.charAt(other));
                out.setCharAt(other, c);
            }
        }
        return out.toString();
    }

    private char beside(char c) {
        if (Character.isDigit(c)) {
            return (char) ('0' + (c - '0' + 1 + random.nextInt(9)) % 10);
        }
        for (String row : ROWS) {
            int at = row.indexOf(Character.toLowerCase(c));
            if (at >= 0) {
                char near = row.charAt(Math.clamp(at + (random.nextBoolean() ? 1 : -1), 0, row.length() - 1));
                return Character.isUpperCase(c) ? Character.toUpperCase(near) : near;
            }
        }
        return c;
    }

    /** {@code digits} with one wrong digit or two neighbours exchanged; other characters, and the century of a date, stay. */
    String wrongDigit(String digits) {
        int first = digits.length() == 10 && digits.charAt(4) == '-' ? 2 : 0;
        int at = random.nextInt(first, digits.length());
        while (!Character.isDigit(digits.charAt(at))) {
            at = random.nextInt(first, digits.length());
        }
        StringBuilder out = new StringBuilder(digits);
        boolean exchange = at + 1 < digits.length() && Character.isDigit(digits.charAt(at + 1)) && random.nextBoolean();
        if (exchange) {
            out.setCharAt(at, digits.charAt(at + 1));
            out.setCharAt(at + 1, digits.charAt(at));
        } else {
            out.setCharAt(at, beside(digits.charAt(at)));
        }
        return out.toString();
    }
}
