package care.weald.gateway.enforcement;

import care.weald.gateway.partner.Requester;
import care.weald.gateway.token.CallerTokens;
import care.weald.gateway.token.SigningKeys;
import care.weald.gateway.token.TokenType;
import care.weald.gateway.upstream.Event;
import care.weald.gateway.upstream.Services;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;

/**
 * What is shown in an emergency while audit-service is away (row D5; assurance, fault 1): the event and its tokens, signed
 * together, are on the disk before the first byte leaves. A file an event, {@code <event id>.jws}, so names are in the order
 * of time. It takes overrides and what is read under one, and nothing else.
 */
@ApplicationScoped
class Spool {

    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OVERRIDE = "override";
    private static final String ENDING = ".jws";
    private static final String DRAFT = ".draft";
    private static final String REFUSED = "refused";
    private static final int LIFE = 60;
    private static final int GROUP = 100;

    private final SpoolConfig config;
    private final SigningKeys keys;
    private final CallerTokens callers;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicInteger waiting;
    private final AtomicInteger refused;

    Spool(SpoolConfig config, SigningKeys keys, CallerTokens callers, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.keys = keys;
        this.callers = callers;
        this.vertx = vertx;
        this.clock = clock;
        this.waiting = meters.gauge("weald.gateway.spool.waiting", new AtomicInteger());
        this.refused = meters.gauge("weald.gateway.spool.refused", new AtomicInteger());
        config.directory().ifPresent(this::count);
    }

    /** A draft was never an answer: the process ended before it was on the disk. */
    private void count(Path folder) {
        try {
            Files.createDirectories(folder.resolve(REFUSED));
            for (Path draft : names(folder, DRAFT)) {
                Files.delete(draft);
            }
            waiting.set(names(folder, ENDING).size());
            refused.set(names(folder.resolve(REFUSED), ENDING).size());
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the spool cannot be used", e);
        }
    }

    /** The gateway's own receipt for {@code event}, once it is on the disk; empty when it is not taken. Does not fail. */
    Uni<Optional<String>> keep(Event event, String permit, Requester requester) {
        if (config.directory().isEmpty() || !isEmergency(permit) || waiting.get() >= config.most()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Path folder = config.directory().get();
        return vertx.executeBlocking(
                        () -> {
                            write(folder, event.id(), signed(event, permit, requester));
                            waiting.incrementAndGet();
                            LOG.warnf(
                                    "event=spooled correlationId=%s",
                                    requester.exchange().requestId());
                            return Optional.of(receipt(event));
                        },
                        false)
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=spool-failed reason=%s", failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    /** Whether the decision was taken under an override, or is one: the permit says so, and audit-service verifies it. */
    private static boolean isEmergency(String permit) {
        String[] parts = permit.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            JsonNode weald =
                    JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("weald");
            return weald.path("decision").asText().equals("permit")
                    && (weald.path("basis").asText().equals(OVERRIDE)
                            || weald.path("interaction").asText().equals(OVERRIDE));
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private String signed(Event event, String permit, Requester requester) {
        var partner = requester.partner();
        JwtClaims claims = new JwtClaims();
        claims.setSubject(event.id());
        claims.setClaim("event", event.toJson().toString(StandardCharsets.UTF_8));
        claims.setClaim(
                "caller",
                callers.mint(partner.tokenId(), partner.caller(), partner.organisationName(), Services.AUDIT));
        claims.setClaim("permit", permit);
        return keys.sign(TokenType.SPOOLED, Services.AUDIT, LIFE, claims);
    }

    /** Says that the event stands in the spool; it holds none of the tokens. */
    private String receipt(Event event) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(event.id());
        claims.setClaim("body_hash", event.bodyHash());
        return keys.sign(TokenType.SPOOLED, Services.AUDIT, LIFE, claims);
    }

    /** Written beside, forced to the disk, then given its name, and the name forced too. */
    private static void write(Path folder, String id, String content) throws IOException {
        Path draft = folder.resolve(id + DRAFT);
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                int _ = file.write(bytes);
            }
            file.force(true);
        }
        Path _ = Files.move(draft, folder.resolve(id + ENDING), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** An event that waits. */
    record Waiting(Path file, String content) {

        @Override
        public String toString() {
            return "Waiting[***]";
        }
    }

    /** Those that have waited longest, in their order. */
    Uni<List<Waiting>> first() {
        return config.directory().isEmpty() || waiting.get() == 0
                ? Uni.createFrom().item(List.of())
                : vertx.executeBlocking(() -> first(config.directory().get()), false);
    }

    private static List<Waiting> first(Path folder) throws IOException {
        List<Waiting> first = new ArrayList<>();
        for (Path file : names(folder, ENDING).stream().limit(GROUP).toList()) {
            first.add(new Waiting(file, Files.readString(file)));
        }
        return first;
    }

    /**
     * Forgets what is kept elsewhere now. What is refused there stays, and is set aside for somebody to look at once it has
     * waited too long. The item is true when it waits no more.
     */
    Uni<Boolean> done(Waiting one, boolean kept) {
        return vertx.executeBlocking(() -> kept ? forgotten(one.file()) : setAside(one.file()), false);
    }

    private boolean forgotten(Path file) throws IOException {
        Files.delete(file);
        waiting.decrementAndGet();
        return true;
    }

    private boolean setAside(Path file) throws IOException {
        Instant since = Files.getLastModifiedTime(file).toInstant();
        if (clock.instant().isBefore(since.plus(config.patience()))) {
            return false;
        }
        Path _ = Files.move(
                file, file.resolveSibling(REFUSED).resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        refused.incrementAndGet();
        waiting.decrementAndGet();
        LOG.error("event=spooled-refused");
        return true;
    }

    /** How many wait. */
    int waiting() {
        return waiting.get();
    }

    private static List<Path> names(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
