package care.weald.identity.match.normalise;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of an address as numbers and words: {@code "Flat 28, 68 Park St"} is {@code "28 68|PARK STREET"}. The kinds of
 * street are written in full and words for "flat" are left out.
 */
public final class AddressLines {

    /** Between the numbers and the words. */
    public static final char BAR = '|';

    private static final int LONGEST = 60;

    private static final Map<String, String> IN_FULL = Map.ofEntries(
            Map.entry("ST", "STREET"),
            Map.entry("STR", "STREET"),
            Map.entry("RD", "ROAD"),
            Map.entry("LN", "LANE"),
            Map.entry("AV", "AVENUE"),
            Map.entry("AVE", "AVENUE"),
            Map.entry("CL", "CLOSE"),
            Map.entry("CT", "COURT"),
            Map.entry("CRT", "COURT"),
            Map.entry("CR", "CRESCENT"),
            Map.entry("CRES", "CRESCENT"),
            Map.entry("CRESENT", "CRESCENT"),
            Map.entry("DR", "DRIVE"),
            Map.entry("DRV", "DRIVE"),
            Map.entry("GDNS", "GARDENS"),
            Map.entry("GDN", "GARDEN"),
            Map.entry("GRN", "GREEN"),
            Map.entry("GR", "GROVE"),
            Map.entry("GRV", "GROVE"),
            Map.entry("PL", "PLACE"),
            Map.entry("PK", "PARK"),
            Map.entry("SQ", "SQUARE"),
            Map.entry("TER", "TERRACE"),
            Map.entry("TERR", "TERRACE"),
            Map.entry("WY", "WAY"),
            Map.entry("HSE", "HOUSE"),
            Map.entry("NTH", "NORTH"),
            Map.entry("STH", "SOUTH"));

    private static final Set<String> LEFT_OUT = Set.of("FLAT", "FL", "UNIT", "APARTMENT", "APT", "NO", "NUMBER");

    private static final Set<String> KINDS = Set.of(
            "STREET",
            "ROAD",
            "LANE",
            "AVENUE",
            "CLOSE",
            "COURT",
            "CRESCENT",
            "DRIVE",
            "GARDENS",
            "GROVE",
            "PLACE",
            "SQUARE",
            "TERRACE",
            "WAY",
            "CIRCUIT",
            "PARADE");

    private AddressLines() {}

    /** The words from the first to the kind of street, without what comes after; empty when there is no such word. */
    public static String street(String words) {
        int from = words.indexOf(' ') + 1;
        while (from > 0) {
            int end = words.indexOf(' ', from);
            String word = words.substring(from, end < 0 ? words.length() : end);
            if (KINDS.contains(word)) {
                return words.substring(0, from + word.length());
            }
            from = end + 1;
        }
        return "";
    }

    /** The lines in the form above; empty when they hold neither number nor word. */
    public static String parse(List<String> lines) {
        StringBuilder numbers = new StringBuilder();
        StringBuilder words = new StringBuilder();
        for (String line : lines) {
            for (String word : Text.fold(line).split(" ", 24)) {
                add(word, numbers, words);
            }
        }
        if (numbers.isEmpty() && words.isEmpty()) {
            return "";
        }
        return numbers.append(BAR).append(words).toString();
    }

    private static void add(String word, StringBuilder numbers, StringBuilder words) {
        if (word.isEmpty() || LEFT_OUT.contains(word)) {
            return;
        }
        boolean number = word.chars().anyMatch(c -> c >= '0' && c <= '9');
        StringBuilder out = number ? numbers : words;
        String full = IN_FULL.getOrDefault(word, word);
        if (out.length() + full.length() < LONGEST) {
            out.append(out.isEmpty() ? "" : " ").append(full);
        }
    }
}
