package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** REF I12: RF1 and PRD as a ServiceRequest. */
final class ReferralWriter {

    private static final Map<String, String> STATES =
            Map.of("A", "active", "P", "active", "E", "revoked", "R", "revoked");
    private static final Map<String, String> PRIORITIES = Map.of("S", "stat", "A", "asap", "R", "routine");
    private static final String REFERRAL = "3457005";

    private final Draft draft;
    private final Optional<ObjectNode> visit;

    ReferralWriter(Draft draft, Optional<ObjectNode> visit) {
        this.draft = draft;
        this.visit = visit;
    }

    /** Adds the referral, for the reasons {@code diagnoses}. */
    void write(List<ObjectNode> diagnoses) {
        Segment rf1 = draft.message().one("RF1", "A referral has one segment RF1");
        ObjectNode number = draft.types()
                .entity(rf1.required(6, "The number of the referral"))
                .orElseThrow(() -> Refusal.faulty(Flaw.MISSING, rf1.place(6), "The number of the referral is missing"));
        ObjectNode referral = draft.resource("ServiceRequest", false);
        List<ObjectNode> numbers = new ArrayList<>(List.of(number));
        draft.types()
                .entity(rf1.field(11))
                .filter(other -> !other.equals(number))
                .ifPresent(numbers::add);
        Types.list(referral, "identifier", numbers);
        referral.put("status", STATES.getOrDefault(rf1.text(1), "unknown")).put("intent", "order");
        category(referral);
        Types.put(referral, "priority", PRIORITIES.getOrDefault(rf1.text(2), ""));
        Types.set(referral, "code", draft.types().concept(rf1.field(3), Systems.table("0281")));
        referral.set("subject", draft.subject());
        Types.set(referral, "encounter", visit);
        Stream.of(9, 7)
                .map(rf1::field)
                .map(Moments::dateTime)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(when -> referral.put("authoredOn", when));
        parties(referral);
        draft.types()
                .concept(rf1.field(10), Systems.table("0336"))
                .ifPresent(reason -> referral.putArray("reasonCode").add(reason));
        Types.list(referral, "reasonReference", diagnoses);
        notes(referral);
        draft.add(
                referral,
                number.path("system").asText() + "|" + number.path("value").asText(),
                rf1);
    }

    private static void category(ObjectNode referral) {
        referral.putArray("category")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://snomed.info/sct")
                .put("code", REFERRAL)
                .put("display", "Patient referral");
    }

    /** PRD: who refers (RP), and to whom (RT). */
    private void parties(ObjectNode referral) {
        List<ObjectNode> performers = new ArrayList<>();
        for (Segment prd : draft.message().all("PRD")) {
            Optional<ObjectNode> party = party(prd);
            switch (prd.text(1)) {
                case "RP" -> Types.set(referral, "requester", party);
                case "RT" -> party.ifPresent(performers::add);
                default -> {}
            }
        }
        Types.list(referral, "performer", performers);
    }

    private Optional<ObjectNode> party(Segment prd) {
        String name = Stream.of(5, 2, 3, 1)
                .map(prd.field(2)::text)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        String shown = name.isEmpty() ? prd.text(10) : name;
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode reference = draft.subject().objectNode();
        reference.put("type", name.isEmpty() ? "Organization" : "Practitioner");
        Types.set(reference, "identifier", draft.types().identifier(prd.field(7), 2));
        return Optional.of(reference.put("display", shown));
    }

    private void notes(ObjectNode referral) {
        String words = draft.message().all("NTE").stream()
                .flatMap(note -> note.all(3).stream())
                .map(Value::whole)
                .collect(Collectors.joining("\n"))
                .strip();
        if (!words.isEmpty()) {
            referral.putArray("note").addObject().put("text", words);
        }
    }
}
