package care.weald.identity.feed;

import care.weald.identity.feed.PatientReader.Accepted;
import care.weald.identity.feed.PatientReader.Row;
import care.weald.identity.feed.SourceLookup.Wanted;
import care.weald.identity.link.Linked.Why;
import care.weald.identity.link.SourcePatient.Registration;
import care.weald.identity.person.PersonTokens.Named;
import care.weald.identity.platform.Problem.Kind;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A Bundle of one organisation, read: its rows, and who else it refers to.
 *
 * @param rows one for each Patient entry
 * @param references every other naming of a Patient
 */
record Message(String organisation, boolean transaction, List<Row> rows, Set<String> references) {

    Message {
        rows = List.copyOf(rows);
        references = Set.copyOf(references);
    }

    static Message of(FeedBundle bundle, String organisation, long maxSize, ZonedDateTime now) {
        List<Row> rows = bundle.patients().stream()
                .map(entry -> PatientReader.read(entry, organisation, maxSize, now))
                .toList();
        return new Message(organisation, bundle.transaction(), rows, bundle.references());
    }

    /** What has to be looked up before the rows and references can be resolved. */
    Wanted wanted() {
        Set<UUID> ids = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        references.stream()
                .map(reference -> Target.of(reference, organisation))
                .flatMap(Optional::stream)
                .forEach(target -> want(target, ids, numbers));
        accepted().stream()
                .map(Accepted::searched)
                .flatMap(Optional::stream)
                .forEach(target -> want(target, ids, numbers));
        return new Wanted(ids, numbers);
    }

    private static void want(Target target, Set<UUID> ids, Set<String> numbers) {
        switch (target) {
            case Target.ById wanted -> ids.add(wanted.id());
            case Target.ByNumber wanted -> numbers.add(wanted.number().value());
        }
    }

    /**
     * The same message, each row under the registration it is about. A second row for one registration is a fault in a
     * transaction, a second registration under one name in either kind of message.
     */
    Message resolved(Found found) {
        List<Row> resolved = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (Row row : rows) {
            Row next = row instanceof Accepted patient ? searched(patient, found) : row;
            boolean again =
                    next instanceof Accepted patient && !seen.add(patient.key().id()) && transaction;
            resolved.add(
                    again
                            ? fault(
                                    row,
                                    Kind.UNPROCESSABLE,
                                    "Another entry of the transaction is about the same Patient")
                            : next);
        }
        return new Message(organisation, transaction, resolved, references).unshared();
    }

    private Message unshared() {
        SharedNames shared = SharedNames.of(accepted());
        Set<String> others = new HashSet<>(references);
        others.removeAll(shared.names());
        List<Row> apart = rows.stream()
                .map(row -> row instanceof Accepted patient && shared.refuse(patient, transaction)
                        ? fault(row, Kind.UNPROCESSABLE, "Another entry has a name of this one for another Patient")
                        : row)
                .toList();
        return new Message(organisation, transaction, apart, others);
    }

    /** The same message without those accepted rows whose places among them are in {@code refused}. */
    Message without(Map<Integer, Why> refused) {
        List<Accepted> all = accepted();
        Map<Integer, Fault> faults = refused.entrySet().stream()
                .map(one -> refused(all.get(one.getKey()), one.getValue()))
                .collect(Collectors.toUnmodifiableMap(Fault::entry, Function.identity()));
        List<Row> left = rows.stream()
                .map(row -> faults.containsKey(row.entry()) ? faults.get(row.entry()) : row)
                .toList();
        return new Message(organisation, transaction, left, references);
    }

    /** Why {@code patient} is not stored, as the sender is told. */
    static Fault refused(Accepted patient, Why why) {
        return switch (why) {
            case RENUMBERED ->
                new Fault(
                        Kind.CONFLICT,
                        "This registration has another verified NHS number",
                        patient.entry(),
                        "Patient.identifier");
            case NOT_TO_UPDATE -> fault(patient, Kind.REFUSED, "The scopes do not cover a change of what is there");
        };
    }

    private static Row searched(Accepted patient, Found found) {
        List<Registration> keys =
                patient.searched().map(target -> found.named(target.name())).orElse(List.of());
        return switch (keys.size()) {
            case 0 -> patient;
            case 1 -> patient.under(keys.getFirst());
            default -> fault(patient, Kind.CONFLICT, "More than one Patient has the identifier that is searched for");
        };
    }

    private static Fault fault(Row row, Kind kind, String detail) {
        return new Fault(kind, detail, row.entry(), "Bundle.entry[" + row.entry() + "]");
    }

    /** The fault that stops the whole message, if there is one. */
    Optional<Fault> stopping() {
        return rows.stream()
                .filter(row -> transaction && row instanceof Fault)
                .map(row -> (Fault) row)
                .findFirst();
    }

    /** The rows that can be stored. */
    List<Accepted> accepted() {
        return rows.stream()
                .filter(row -> row instanceof Accepted)
                .map(row -> (Accepted) row)
                .toList();
    }

    /** Every source patient that the message names, and how. A name that leads nowhere, or to several, is left out. */
    List<Named> named(Found found) {
        Map<UUID, Set<String>> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Accepted patient : accepted()) {
            names.computeIfAbsent(patient.key().id(), id -> new LinkedHashSet<>())
                    .addAll(patient.names());
            taken.addAll(patient.names());
        }
        for (String reference : new TreeSet<>(references)) {
            if (!taken.contains(reference)) {
                Target.of(reference, organisation)
                        .flatMap(target -> lead(target, found))
                        .ifPresent(id -> names.computeIfAbsent(id, key -> new LinkedHashSet<>())
                                .add(reference));
            }
        }
        return names.entrySet().stream()
                .map(entry -> new Named(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private Optional<UUID> lead(Target target, Found found) {
        Set<UUID> leads = new HashSet<>();
        accepted().stream()
                .filter(patient -> isAbout(patient, target))
                .forEach(patient -> leads.add(patient.key().id()));
        found.named(target.name()).forEach(key -> leads.add(key.id()));
        return leads.size() == 1 ? Optional.of(leads.iterator().next()) : Optional.empty();
    }

    private static boolean isAbout(Accepted patient, Target target) {
        return switch (target) {
            case Target.ById wanted -> patient.identifiers().contains(wanted.id());
            case Target.ByNumber wanted ->
                wanted.number().equals(patient.about().nhsNumber());
        };
    }
}
