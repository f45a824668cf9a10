package care.weald.identity.match.evaluation;

import care.weald.identity.match.BlockKeys;
import care.weald.identity.match.Candidate;
import care.weald.identity.match.Census;
import care.weald.identity.match.Demographics;
import care.weald.identity.match.Match;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Records in memory, found by their block keys and ranked by a matcher: what $match does, without a database. */
public final class MemoryIndex {

    /** Records that a census looks at, about. */
    private static final int SAMPLE = 5_000;

    private final List<Profile> profiles;
    private final KeyTable keys;

    private MemoryIndex(List<Profile> profiles, KeyTable keys) {
        this.profiles = profiles;
        this.keys = keys;
    }

    /** The index of {@code records}; a record's number is its place. */
    public static MemoryIndex of(Iterable<Demographics> records) {
        List<Profile> profiles = new ArrayList<>();
        KeyTable keys = new KeyTable(1 << 16);
        SharedParts parts = new SharedParts();
        for (Demographics record : records) {
            keys.add(profiles.size(), BlockKeys.of(record));
            profiles.add(Profile.of(record, parts.parts()));
        }
        keys.sort();
        return new MemoryIndex(profiles, keys);
    }

    /** The profile of record {@code number}. */
    public Profile profile(int number) {
        return profiles.get(number);
    }

    /** How many records it holds. */
    public int size() {
        return profiles.size();
    }

    /** All keys with their records, sorted. */
    public KeyTable keys() {
        return keys;
    }

    /** The records that share a key with {@code query}, without blocks that are too large to say anything. */
    public int[] candidates(Demographics query) {
        long[] probes = BlockKeys.probe(query, true);
        int[] found = new int[probes.length * BlockKeys.LARGEST_BLOCK];
        int size = 0;
        for (long key : probes) {
            int from = keys.find(key);
            int to = from < keys.size() && keys.key(from) == key ? keys.end(from) : from;
            for (int i = from; to - from <= BlockKeys.LARGEST_BLOCK && i < to; i++) {
                found[size++] = keys.id(i);
            }
        }
        return Arrays.stream(found, 0, size).sorted().distinct().toArray();
    }

    /** What is known of the people in it, from one record in so many that there are about five thousand. */
    public Census census() {
        int step = Math.max(1, size() / SAMPLE);
        Map<Integer, Set<Profile>> near = new TreeMap<>();
        for (int i = 0; i < size(); i += step) {
            near.put(i, new HashSet<>());
        }
        for (int from = 0; from < keys.size(); from = keys.end(from)) {
            int to = keys.end(from);
            for (int i = from; to - from <= BlockKeys.LARGEST_BLOCK && i < to; i++) {
                Set<Profile> found = near.get(keys.id(i));
                for (int j = from; found != null && j < to; j++) {
                    found.add(profiles.get(keys.id(j)));
                }
            }
        }
        Census.Count count = new Census.Count();
        near.forEach((number, others) -> count.add(profiles.get(number), others));
        return count.of(size());
    }

    /** Who {@code query} might be; the least significant bits of a person's id are its record's number. */
    public List<Match> match(Demographics query, Matcher matcher) {
        List<Candidate> candidates = new ArrayList<>();
        for (int number : candidates(query)) {
            candidates.add(new Candidate(new UUID(0, number), profiles.get(number), false));
        }
        return matcher.rank(Profile.of(query), candidates, true);
    }
}
