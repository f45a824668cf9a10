package care.weald.identity.scale;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured, from arguments of the form {@code name=value}.
 *
 * @param people in the database; it is loaded when it is empty
 * @param data the folder of the database, kept between runs
 * @param again the index of those who are there is made anew first
 * @param jar the service
 * @param heap of the service, such as 256m
 * @param measures which, by name
 * @param rounds of each
 * @param seconds of a round
 * @param warm seconds before the first round
 * @param rate requests a second of paced rounds
 * @param connections of rounds at full throughput
 * @param serverSettings of PostgreSQL, {@code name:value}
 */
record Options(
        int people,
        Path data,
        boolean again,
        Path jar,
        String heap,
        List<String> measures,
        int rounds,
        int seconds,
        int warm,
        int rate,
        int connections,
        List<String> serverSettings) {

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("people", "2000000"),
            Map.entry("data", "target/scale"),
            Map.entry("again", "false"),
            Map.entry("jar", "target/quarkus-app/quarkus-run.jar"),
            Map.entry("heap", "256m"),
            Map.entry("measures", "match,pix,number,token"),
            Map.entry("rounds", "3"),
            Map.entry("seconds", "10"),
            Map.entry("warm", "15"),
            Map.entry("rate", "200"),
            Map.entry("connections", "16"),
            Map.entry("postgres", "shared_buffers:2GB,max_wal_size:8GB,jit:off"));

    static Options of(String[] arguments) {
        Map<String, String> given = new HashMap<>(USUAL);
        Arrays.stream(arguments).map(argument -> argument.split("=", 2)).forEach(pair -> {
            if (pair.length < 2 || !given.containsKey(pair[0])) {
                throw new IllegalArgumentException("one of " + given.keySet() + " and =value is wanted: " + pair[0]);
            }
            given.put(pair[0], pair[1]);
        });
        return new Options(
                number(given, "people"),
                Path.of(text(given, "data")).toAbsolutePath(),
                Boolean.parseBoolean(text(given, "again")),
                Path.of(text(given, "jar")).toAbsolutePath(),
                text(given, "heap"),
                List.of(text(given, "measures").split(",", -1)),
                number(given, "rounds"),
                number(given, "seconds"),
                number(given, "warm"),
                number(given, "rate"),
                number(given, "connections"),
                List.of(text(given, "postgres").split(",", -1)));
    }

    private static int number(Map<String, String> given, String name) {
        return Integer.parseInt(text(given, name));
    }

    private static String text(Map<String, String> given, String name) {
        return given.getOrDefault(name, "");
    }
}
