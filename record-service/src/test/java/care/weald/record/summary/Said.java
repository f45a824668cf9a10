package care.weald.record.summary;

import care.weald.record.item.ItemId;
import care.weald.record.item.ShownItem;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Entries and resources for the tests of pure classes. Single quotes stand for double ones. */
final class Said {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Said() {}

    static JsonNode json(String quoted) {
        return Found.parse(quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static Entry entry(Section section, String source, String quoted) {
        JsonNode content = json(quoted);
        ShownItem item = new ShownItem(
                content.path("resourceType").asText(),
                new ItemId(UUID.randomUUID(), UUID.randomUUID()),
                1,
                "cat-09",
                source,
                'N',
                NOW,
                NOW,
                Buffer.buffer(content.toString()),
                new Integer[0]);
        return new Entry(item, Optional.of(section), content, source);
    }

    static Medicine medicine(String source, String code, String dosage, String more) {
        return medicine(
                source,
                "{'resourceType':'MedicationRequest','status':'active','authoredOn':'2026-10-01',"
                        + "'medicationCodeableConcept':{'coding':[{'system':'https://dmd.nhs.uk','code':'" + code
                        + "'}],'text':'Medicine " + code + "'}"
                        + (dosage.isEmpty() ? "" : ",'dosageInstruction':[" + dosage + "]")
                        + more + "}");
    }

    static Medicine medicine(String source, String quoted) {
        return Medicine.of(entry(Section.MEDICATIONS, source, quoted), Map.of(), NOW);
    }

    static Entry allergy(String source, String code, String more) {
        return entry(
                Section.ALLERGIES,
                source,
                "{'resourceType':'AllergyIntolerance','code':{'coding':[{'system':'http://snomed.info/sct','code':'"
                        + code + "','display':'Allergy " + code + "'}]}" + more + "}");
    }

    static String status(String element, String code) {
        return ",'" + element + "':{'coding':[{'code':'" + code + "'}]}";
    }
}
