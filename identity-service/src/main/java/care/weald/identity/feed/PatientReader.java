package care.weald.identity.feed;

import care.weald.identity.feed.FeedBundle.PatientEntry;
import care.weald.identity.feed.PatientFacts.Local;
import care.weald.identity.link.SourcePatient;
import care.weald.identity.link.SourcePatient.About;
import care.weald.identity.link.SourcePatient.Registration;
import care.weald.identity.link.SourcePatientId;
import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.platform.Problem.Kind;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one Patient entry of a feed. */
final class PatientReader {

    private static final ObjectReader TREE = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();
    private static final int LONGEST_IDENTIFIER = 255;

    /** What an entry turns out to be. */
    sealed interface Row permits Accepted, Fault {

        /** Index in {@code Bundle.entry}. */
        int entry();
    }

    /**
     * An entry that can be stored.
     *
     * @param key the registration that it is about, unless {@code condition} finds another
     * @param identifiers the ids that any of its identifiers would give a source patient
     * @param condition what a conditional create or update searches for
     * @param onlyNew a conditional create: what is stored already stays
     * @param names by which the message names it
     */
    record Accepted(
            int entry,
            Registration key,
            About about,
            SourcePatient.Content content,
            Set<UUID> identifiers,
            @Nullable Target condition,
            boolean onlyNew,
            List<String> names)
            implements Row {

        Accepted {
            identifiers = Set.copyOf(identifiers);
            names = List.copyOf(names);
        }

        Optional<Target> searched() {
            return Optional.ofNullable(condition);
        }

        Accepted under(Registration other) {
            Set<UUID> all = new HashSet<>(identifiers);
            all.add(other.id());
            return new Accepted(entry, other, about, content, all, condition, onlyNew, names);
        }

        /** The same as a conditional update that searches for {@code target}, and nothing else names it. */
        Accepted searching(Target target) {
            return new Accepted(entry, key, about, content, identifiers, target, false, List.of());
        }
    }

    private final PatientEntry entry;
    private final String organisation;
    private final JsonNode patient;

    private PatientReader(PatientEntry entry, String organisation, JsonNode patient) {
        this.entry = entry;
        this.organisation = organisation;
        this.patient = patient;
    }

    /** Reads {@code entry}, sent by {@code organisation} at {@code now}. */
    static Row read(PatientEntry entry, String organisation, long maxSize, ZonedDateTime now) {
        try {
            if (entry.resource().length() > maxSize) {
                throw Refusal.of(entry, Kind.TOO_LARGE, "Patient", "The Patient is over the limit");
            }
            return new PatientReader(entry, organisation, tree(entry)).accept(now);
        } catch (Refusal e) {
            return e.fault();
        }
    }

    private static JsonNode tree(PatientEntry entry) throws Refusal {
        String method = entry.request().method();
        String url = entry.request().url();
        boolean create = method.equals("POST") && url.equals("Patient");
        boolean update = method.equals("PUT") && (url.startsWith("Patient/") || url.startsWith("Patient?"));
        if (entry.resource().length() == 0 || (!create && !update)) {
            Kind kind = method.isEmpty() || url.isEmpty() ? Kind.INVALID_CONTENT : Kind.NOT_SUPPORTED;
            throw Refusal.of(entry, kind, place(entry, ""), "POST Patient, or PUT of one Patient, is wanted");
        }
        try {
            return TREE.readTree(entry.resource().getBytes());
        } catch (IOException e) {
            throw Refusal.of(entry, Kind.INVALID_CONTENT, "Patient", "The Patient cannot be read");
        }
    }

    private Accepted accept(ZonedDateTime now) throws Refusal {
        Optional<JsonNode> nhs = new PatientRules(entry, patient).check(now);
        About about = PatientFacts.about(patient, nhs);
        Optional<Criterion> criterion = criterion();
        List<Local> locals = PatientFacts.locals(patient);
        checkCriterion(criterion, about, locals);
        Registration key = key(about, locals);
        return new Accepted(
                entry.index(),
                key,
                about,
                content(),
                identifiers(key, locals),
                criterion.flatMap(wanted -> Target.of(wanted, organisation)).orElse(null),
                entry.request().method().equals("POST") && criterion.isPresent(),
                names());
    }

    private Optional<Criterion> criterion() throws Refusal {
        String url = entry.request().url();
        boolean update = url.startsWith("Patient?");
        String query =
                update ? url.substring("Patient?".length()) : entry.request().ifNoneExist();
        if (query.isEmpty() && !update) {
            return Optional.empty();
        }
        Optional<Criterion> criterion = Criterion.parse(query);
        if (criterion.isEmpty()) {
            throw conditional(update, Kind.INVALID_PARAMETER, "Only identifier=system|value can be searched for");
        }
        boolean nhs = criterion.get().system().equals(NhsNumber.SYSTEM);
        if (nhs && criterion.get().nhsNumber().isEmpty()) {
            throw conditional(update, Kind.INVALID_IDENTIFIER, "The NHS number fails its check");
        }
        return criterion;
    }

    private Refusal conditional(boolean update, Kind kind, String detail) {
        return fault(kind, place(entry, update ? ".url" : ".ifNoneExist"), detail);
    }

    private void checkCriterion(Optional<Criterion> criterion, About about, List<Local> locals) throws Refusal {
        if (criterion.isPresent()) {
            Criterion wanted = criterion.get();
            boolean has = wanted.system().equals(NhsNumber.SYSTEM)
                    ? wanted.nhsNumber().equals(Optional.ofNullable(about.nhsNumber()))
                    : locals.contains(new Local(wanted.system(), wanted.value()));
            if (!has) {
                String detail = "The Patient lacks the identifier that is searched for";
                throw fault(Kind.UNPROCESSABLE, place(entry, ""), detail);
            }
        }
    }

    private Registration key(About about, List<Local> locals) throws Refusal {
        NhsNumber number = about.nhsNumber();
        Local used = locals.stream()
                .findFirst()
                .orElseGet(() -> new Local(NhsNumber.SYSTEM, number == null ? "" : number.value()));
        if (used.value().isEmpty()) {
            throw fault(Kind.UNPROCESSABLE, "Patient.identifier", "An identifier with a system and a value is wanted");
        }
        if (used.value().length() > LONGEST_IDENTIFIER || used.system().length() > LONGEST_IDENTIFIER) {
            throw fault(Kind.INVALID_CONTENT, "Patient.identifier", "An identifier is over 255 characters");
        }
        return Registration.of(organisation, used.system(), used.value());
    }

    private Set<UUID> identifiers(Registration key, List<Local> locals) {
        return Stream.concat(
                        Stream.of(key.id()),
                        locals.stream().map(local -> SourcePatientId.of(organisation, local.system(), local.value())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private SourcePatient.Content content() {
        ObjectNode plain = patient.deepCopy();
        if (plain.get("meta") instanceof ObjectNode meta) {
            meta.remove(List.of("lastUpdated", "versionId"));
        }
        byte[] hash = SourcePatientId.sha256(plain.toString().getBytes(StandardCharsets.UTF_8));
        String updated = patient.path("meta").path("lastUpdated").asText();
        return new SourcePatient.Content(
                entry.resource(),
                Buffer.buffer(hash),
                updated.isEmpty() ? null : OffsetDateTime.parse(updated).toInstant());
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        if (!entry.fullUrl().isEmpty()) {
            names.add(entry.fullUrl());
        }
        if (patient.has("id")) {
            names.add("Patient/" + patient.get("id").textValue());
        }
        if (!entry.request().url().equals("Patient")) {
            names.add(entry.request().url());
        }
        if (!entry.request().ifNoneExist().isEmpty()) {
            names.add("Patient?" + entry.request().ifNoneExist());
        }
        return names;
    }

    private Refusal fault(Kind kind, String place, String detail) {
        return Refusal.of(entry, kind, place, detail);
    }

    private static String place(PatientEntry entry, String element) {
        return "Bundle.entry[" + entry.index() + "].request" + element;
    }
}
