package care.weald.record.search;

import care.weald.record.category.ItemFacts;
import care.weald.record.category.ItemType;
import care.weald.record.category.Token;
import care.weald.record.item.ItemReferences;
import care.weald.record.permit.Permit;
import care.weald.record.structure.Span;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store that physically holds only what a permit shows: the bytes of each item's level, and beside them what can be read
 * from those bytes and nothing else. It is a table in a schema of its own, so the same statements run over it.
 */
final class ReducedStore {

    /** The schema; a connection whose search path begins with it searches the reduced store. */
    static final String SCHEMA = "reduced";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;

    ReducedStore(Connection owner) throws SQLException {
        connection = owner;
        try (var statement = owner.createStatement()) {
            statement.execute("create schema reduced");
            statement.execute("create table reduced.item as select * from public.item with no data");
            statement.execute("alter table reduced.item add primary key (source_patient, item, version)");
            statement.execute("grant usage on schema reduced to record");
            statement.execute("grant select on reduced.item to record");
        }
        owner.setAutoCommit(false);
    }

    /** An item of the whole store, with the bytes of each level. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Whole(
            UUID patient,
            UUID item,
            int version,
            String type,
            String organisation,
            String accessKey,
            Set<String> sensitivity,
            OffsetDateTime receivedAt,
            List<byte[]> bodies,
            List<Integer[]> places) {

        /** The level at which a permit shows it: 0 full, 1 key facts, 2 administrative; empty when it does not. */
        Optional<Integer> level(Permit permit) {
            Character level = permit.granted().get(accessKey);
            boolean hidden = sensitivity.stream().anyMatch(permit.hiddenLabels()::contains);
            return level == null || hidden || !permit.sourcePatients().contains(patient)
                    ? Optional.empty()
                    : Optional.of("FKA".indexOf(level));
        }
    }

    /** Reads what the whole store has of these source patients. */
    List<Whole> whole(List<UUID> patients) throws SQLException {
        List<Whole> all = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select * from public.item where superseded_at is null and source_patient = any(?)")) {
            query.setArray(1, connection.createArrayOf("uuid", patients.toArray()));
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                all.add(new Whole(
                        rows.getObject("source_patient", UUID.class),
                        rows.getObject("item", UUID.class),
                        rows.getInt("version"),
                        rows.getString("type"),
                        rows.getString("organisation"),
                        rows.getString("access_key"),
                        Set.of((String[]) rows.getArray("sensitivity").getArray()),
                        rows.getObject("received_at", OffsetDateTime.class),
                        List.of(rows.getBytes("body"), rows.getBytes("key_facts"), rows.getBytes("administrative")),
                        List.of(
                                (Integer[]) rows.getArray("body_places").getArray(),
                                (Integer[]) rows.getArray("key_facts_places").getArray(),
                                (Integer[])
                                        rows.getArray("administrative_places").getArray())));
            }
        }
        return all;
    }

    /** Fills the reduced store with what a permit shows of {@code whole}; answers how many items are hidden. */
    int fill(List<Whole> whole, Permit permit) throws SQLException {
        int hidden = 0;
        try (var clear = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into reduced.item (source_patient, item, version, type, organisation, category, access_key,
                            confidentiality, sensitivity, labels, status, clinical_status, codes, category_codes,
                            identifiers, time_from, time_to, time_stated, second_from, second_to, reference_names,
                            reference_items, received_at, body, body_places, further)
                        values (?, ?, ?, ?, ?, ?, ?, ?, '{}', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
            clear.execute("delete from reduced.item");
            for (Whole one : whole) {
                Optional<Integer> level = one.level(permit);
                if (level.isEmpty()) {
                    hidden++;
                } else {
                    set(insert, one, level.get());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        return hidden;
    }

    private void set(PreparedStatement insert, Whole one, int level) throws SQLException {
        ObjectNode shown = tree(one.bodies().get(level));
        ItemType type = ItemType.of(one.type()).orElseThrow();
        ItemFacts facts = ItemFacts.of(type, shown);
        ItemReferences references = ItemReferences.of(type, shown);
        List<String> labels = labels(shown);
        String category = labels.stream()
                .filter(label -> label.matches("cat-.."))
                .findFirst()
                .orElseThrow();
        List<@Nullable Object> values = new ArrayList<>(List.of(
                one.patient(),
                one.item(),
                one.version(),
                one.type(),
                one.organisation(),
                category,
                category,
                labels.stream().filter(label -> label.length() == 1).findFirst().orElseThrow(),
                texts(labels),
                facts.status(),
                texts(tokens(facts.clinicalStatus())),
                texts(tokens(facts.codes())),
                texts(tokens(facts.categories())),
                texts(facts.identifiers())));
        values.add(time(facts.times().when().map(Span::from)));
        values.add(time(facts.times().when().map(Span::to)));
        values.add(facts.times().stated());
        values.add(time(facts.times().second().map(Span::from)));
        values.add(time(facts.times().second().map(Span::to)));
        values.add(texts(references.names()));
        values.add(connection.createArrayOf("uuid", references.targets().toArray()));
        values.add(one.receivedAt());
        values.add(one.bodies().get(level));
        values.add(connection.createArrayOf("int", one.places().get(level)));
        values.add(texts(facts.further()));
        for (int i = 0; i < values.size(); i++) {
            insert.setObject(i + 1, values.get(i));
        }
    }

    private static ObjectNode tree(byte[] json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> labels(ObjectNode shown) {
        List<String> labels = new ArrayList<>();
        shown.path("meta").path("security").forEach(coding -> {
            labels.add(
                    coding.path("system").asText() + "|" + coding.path("code").asText());
            labels.add(coding.path("code").asText());
        });
        return labels;
    }

    private static Set<String> tokens(List<Token> tokens) {
        Set<String> all = new HashSet<>();
        tokens.forEach(token -> all.addAll(List.of(token.full(), token.code())));
        return all;
    }

    private java.sql.Array texts(Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> time) {
        return time.isPresent() ? time.get().atOffset(ZoneOffset.UTC) : null;
    }
}
