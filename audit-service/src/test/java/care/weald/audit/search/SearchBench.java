package care.weald.audit.search;

import care.weald.audit.search.SearchParameters.Parsed;
import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Prints how long a search's first page takes among a million events of 100,000 people in four months, by what it asks
 * for. Run by hand: {@code -Dtest=SearchBench}. It asserts nothing.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SearchBench {

    private static final int EVENTS = 1_000_000;
    private static final int STEP = 100_000;

    @Inject
    EventSearch search;

    @Test
    void print() throws SQLException {
        long start = System.nanoTime();
        for (int from = 0; from < EVENTS; from += STEP) {
            Database.run(fill(from, from + STEP - 1));
        }
        Database.run("analyze audit_event");
        System.out.printf(
                "filled in %d s%n", Duration.ofNanos(System.nanoTime() - start).toSeconds());
        Map<String, Supplier<String>> asked = new LinkedHashMap<>();
        asked.put("patient", () -> "patient=" + person());
        asked.put("patient and date", () -> "patient=" + person() + "&date=ge2026-12-15");
        asked.put("patient, subtype, purpose", () -> "patient=" + person() + "&subtype=read&purpose=TREAT");
        asked.put("agent", () -> "agent=user-" + random(4_000));
        asked.put("refusals", () -> "outcome=4,8,12");
        asked.put("request", () -> "entity=request-" + random(EVENTS));
        asked.put("newest", () -> "_count=50");
        for (boolean own : List.of(true, false)) {
            asked.forEach((name, query) -> measure((own ? "own organisation, " : "all, ") + name, query, own));
        }
    }

    /** One event a row: body of 600 bytes, one in fifty refused, 40 organisations, 4,000 users. */
    private static String fill(int from, int last) {
        return """
            insert into audit_event (log_index, event_id, recorded, organisation, subject, person, type, subtype, action,
                    outcome, basis, categories, request_id, leaf_hash, body, kept_salt, identity, identity_hash, purposes)
            select 100000000 + i, id, at, 'KZ' || i %% 40, 'user-' || i %% 4000, person, 'rest',
                   case when i %% 3 = 0 then 'read' else 'search' end, 'R', case when i %% 50 = 0 then '8' else '0' end,
                   'source-patient', array['cat-09'], 'request-' || i,
                   sha256('\\x00'::bytea || convert_to('weald-event/1' || e'\\n' || id || e'\\n'
                       || (extract(epoch from at) * 1000)::bigint || e'\\n' || encode(sha256(salt || body), 'base64')
                       || e'\\n' || encode(sha256(identity), 'base64') || e'\\n', 'UTF8')),
                   body, salt, identity, sha256(identity), array['TREAT']
            from (select i, gen_random_uuid() as id, md5('person-' || (i * 7919::bigint) %% 100000)::uuid as person,
                         date_trunc('milliseconds', date_trunc('month', now()) + i * interval '9.5 seconds') as at,
                         '\\x00112233445566778899aabbccddeeff'::bytea as salt,
                         convert_to(rpad('{"resourceType":"AuditEvent"', 600, 'x'), 'UTF8') as body,
                         convert_to(rpad('identity', 120, 'x'), 'UTF8') as identity
                  from generate_series(%d, %d) as i) as made
            """.formatted(from, last);
    }

    private void measure(String name, Supplier<String> query, boolean own) {
        long[] micros = new long[300];
        long found = 0;
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            Optional<String> organisation = own ? Optional.of("KZ" + random(40)) : Optional.empty();
            found += search.find(criteria(query.get()), List.of(), organisation)
                    .await()
                    .indefinitely()
                    .events()
                    .size();
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        Arrays.sort(micros);
        System.out.printf(
                "%s: p50 %d us, p95 %d us, found %d on average%n",
                name, micros[150], micros[285], found / micros.length);
    }

    private static Criteria criteria(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            parameters.put(
                    parameter.substring(0, parameter.indexOf('=')),
                    List.of(parameter.substring(parameter.indexOf('=') + 1)));
        }
        return switch (SearchParameters.parse(parameters, 50, 500)) {
            case Parsed.Understood understood -> understood.criteria();
            case Parsed.Faulty faulty -> throw new IllegalArgumentException(faulty.toString());
        };
    }

    /** One of those that PostgreSQL's md5 made. */
    private static String person() {
        String hash = md5("person-" + random(100_000));
        return hash.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }
}
