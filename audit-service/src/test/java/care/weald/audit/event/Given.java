package care.weald.audit.event;

import care.weald.audit.access.Decision;
import care.weald.audit.access.Decision.Deny;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Terms;
import care.weald.audit.access.Requester;
import care.weald.audit.support.Events;
import care.weald.audit.token.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A doctor, a system, a person and decisions about them. */
final class Given {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final UUID PERSON = UUID.fromString("7d0c5a3e-58e4-4e0b-9a5e-0a4bdc1a2f11");
    static final Instant RECORDED = Instant.parse("2026-11-22T10:00:00.123Z");
    static final Requester DOCTOR = new Requester(
            new Caller("u-1", "Dr Ada Bell", "KZ016", List.of("R8000"), List.of("TREAT"), "ehr", "AAL2", Set.of()),
            "jti-1",
            "Oakfield Health Centre");
    static final Requester SYSTEM = new Requester(
            new Caller("s-1", "", "KZ016", List.of(), List.of("TREAT"), "feeder", "", Set.of()), "jti-2", "");

    static final EventConfig CONFIG = new EventConfig() {
        @Override
        public String publicBase() {
            return "https://record.example.org/fhir";
        }

        @Override
        public String userIdentifierSystem() {
            return "https://fhir.nhs.uk/Id/sds-user-id";
        }

        @Override
        public String clientIdentifierSystem() {
            return "https://weald.care/Id/oauth-client";
        }
    };

    private Given() {}

    static Decision permit(@Nullable UUID person) {
        return new Permit(terms(person));
    }

    static Decision deny(@Nullable UUID person) {
        return new Deny(terms(person), "objection-upheld");
    }

    private static Terms terms(@Nullable UUID person) {
        return new Terms(
                "u-1",
                "KZ016",
                List.of("R8000"),
                "d-1",
                "read",
                person,
                List.of(),
                "source-patient",
                "2026-01",
                Decision.About.NOTHING);
    }

    static PostedEvent event(Map<String, Object> posted) {
        try {
            return switch (PostedEventReader.read(JSON.writeValueAsBytes(posted))) {
                case PostedEventReader.Reading.Read read -> read.event();
                case PostedEventReader.Reading.Fault fault -> throw new IllegalArgumentException(fault.toString());
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static PostedEvent create() {
        Map<String, Object> posted = Events.read(Events.uuid7());
        posted.putAll(Map.of("subtype", "create", "action", "C", "method", "POST"));
        return event(posted);
    }

    static JsonNode fhir(Requester requester, Decision decision, PostedEvent event) {
        try {
            return JSON.readTree(new AuditEventFhir(requester, decision, event)
                    .content(RECORDED, CONFIG, new byte[32])
                    .whole());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
