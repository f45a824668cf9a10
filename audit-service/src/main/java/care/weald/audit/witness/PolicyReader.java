package care.weald.audit.witness;

import care.weald.audit.tree.NoteKey;
import care.weald.audit.witness.WitnessPolicy.Group;
import care.weald.audit.witness.WitnessPolicy.Trusted;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a policy file (C2SP tlog-policy), strictly: a line that cannot be understood makes it unfit. */
public final class PolicyReader {

    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,2}");

    private final List<Trusted> witnesses = new ArrayList<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private final Set<List<Byte>> keys = new HashSet<>();
    private Optional<String> quorum = Optional.empty();

    private PolicyReader() {}

    /** What was read, or where it cannot be. */
    public sealed interface Reading {

        /** All of it. */
        record Read(WitnessPolicy policy) implements Reading {}

        /** The line of the first fault, from 1, and what is wrong there. */
        record Fault(int line, String detail) implements Reading {}
    }

    private static final class Unfit extends RuntimeException {
        Unfit(String detail) {
            super(detail, null, false, false);
        }
    }

    /** Reads {@code text}. */
    public static Reading read(String text) {
        PolicyReader reader = new PolicyReader();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            try {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    reader.line(List.of(line.split("[ \t]+")));
                }
            } catch (Unfit e) {
                return new Reading.Fault(i + 1, String.valueOf(e.getMessage()));
            }
        }
        return reader.quorum
                .<Reading>map(named -> new Reading.Read(new WitnessPolicy(reader.witnesses, reader.groups, named)))
                .orElseGet(() -> new Reading.Fault(lines.size(), "there is no quorum line"));
    }

    private void line(List<String> items) {
        switch (items.getFirst()) {
            case "log" -> log(items);
            case "witness" -> witness(items);
            case "group" -> group(items);
            case "quorum" -> quorum(items);
            default -> throw new Unfit("a line begins with log, witness, group or quorum");
        }
    }

    private void log(List<String> items) {
        require(items.size() == 2 || items.size() == 3, "log <key> [<url>]");
        NoteKey _ = key(items.get(1), NoteKey.LOG);
    }

    private void witness(List<String> items) {
        require(items.size() == 3 || items.size() == 4, "witness <name> <key> [<url>]");
        NoteKey key = key(items.get(2), NoteKey.WITNESS);
        name(items.get(1));
        witnesses.add(
                new Trusted(items.get(1), key, items.size() == 4 ? Optional.of(url(items.get(3))) : Optional.empty()));
    }

    private void group(List<String> items) {
        require(items.size() >= 4, "group <name> all|any|<number> <name>...");
        List<String> of = items.subList(3, items.size());
        for (String member : of) {
            require(names.contains(member), "a member of a group is defined before it");
            require(members.add(member), "a name is a member of one group, once");
        }
        int least = switch (items.get(2)) {
            case "all" -> of.size();
            case "any" -> 1;
            default -> COUNT.matcher(items.get(2)).matches() ? Integer.parseInt(items.get(2)) : 0;
        };
        require(least >= 1 && least <= of.size(), "a group wants all, any, or a number of its members");
        name(items.get(1));
        groups.put(items.get(1), new Group(least, of));
    }

    private void quorum(List<String> items) {
        require(items.size() == 2, "quorum <name>");
        require(quorum.isEmpty(), "there is one quorum line");
        String named = items.get(1);
        require(named.equals(WitnessPolicy.NOBODY) || names.contains(named), "the quorum is defined before it");
        quorum = Optional.of(named);
    }

    private void name(String name) {
        require(!name.equals(WitnessPolicy.NOBODY) && names.add(name), "a name is defined once, and is not none");
        require(name.length() <= 64, "a name has at most 64 characters");
    }

    private NoteKey key(String text, int type) {
        NoteKey key = NoteKey.parse(text)
                .filter(known -> known.type() == type)
                .orElseThrow(() -> new Unfit("the key is none, or none for this (Ed25519 logs 1, witnesses 4)"));
        List<Byte> bytes = new ArrayList<>();
        for (byte each : key.key()) {
            bytes.add(each);
        }
        require(keys.add(bytes), "a key stands there once");
        return key;
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            require(
                    url.getHost() != null && Arrays.asList("https", "http").contains(url.getScheme()),
                    "a URL begins with https");
            return url;
        } catch (IllegalArgumentException e) {
            throw new Unfit("a URL begins with https");
        }
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw new Unfit(detail);
        }
    }
}
