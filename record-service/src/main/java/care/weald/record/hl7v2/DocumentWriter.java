package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** MDM T02: TXA and the content in OBX as a DocumentReference that holds the document. */
final class DocumentWriter {

    private static final Map<String, String> COMPLETION = Map.of(
            "AU",
            "final",
            "LA",
            "final",
            "DO",
            "final",
            "IP",
            "preliminary",
            "IN",
            "preliminary",
            "DI",
            "preliminary",
            "PA",
            "preliminary");

    private final Draft draft;
    private final Optional<ObjectNode> visit;

    DocumentWriter(Draft draft, Optional<ObjectNode> visit) {
        this.draft = draft;
        this.visit = visit;
    }

    /** Adds the document. */
    void write() {
        Segment txa = draft.message().one("TXA", "A message about a document has one segment TXA");
        ObjectNode number = draft.types()
                .entity(txa.required(12, "The number of the document"))
                .orElseThrow(
                        () -> Refusal.faulty(Flaw.MISSING, txa.place(12), "The number of the document is missing"));
        List<ObjectNode> contents = contents();
        if (contents.isEmpty()) {
            throw Refusal.faulty(Flaw.MISSING, "OBX-5", "The document has no content");
        }
        ObjectNode document = draft.resource(
                "DocumentReference", List.of("R", "V", "RE", "VE").contains(txa.text(18)));
        document.set("masterIdentifier", number);
        document.put("status", status(txa));
        Types.put(document, "docStatus", COMPLETION.getOrDefault(txa.text(17), ""));
        draft.types().concept(txa.field(2), Systems.table("0270")).ifPresent(type -> document.set("type", type));
        document.set("subject", draft.subject());
        Stream.of(6, 8, 7, 4)
                .map(txa::field)
                .map(Moments::moment)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(when -> document.put("date", Moments.instant(when)));
        people(document, txa);
        Types.put(document, "description", txa.text(25));
        Types.list(document, "content", contents);
        visit.ifPresent(
                one -> document.putObject("context").putArray("encounter").add(one));
        draft.add(
                document,
                number.path("system").asText() + "|" + number.path("value").asText(),
                txa);
    }

    private static String status(Segment txa) {
        return switch (txa.text(19)) {
            case "CA" -> "entered-in-error";
            case "OB" -> "superseded";
            default -> "current";
        };
    }

    private void people(ObjectNode document, Segment txa) {
        List<ObjectNode> authors = Stream.of(9, 5)
                .flatMap(field -> txa.all(field).stream())
                .map(value -> draft.types().person(value, "Practitioner"))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        Types.list(document, "author", authors);
        Types.set(document, "authenticator", draft.types().person(txa.field(22), "Practitioner"));
    }

    /** The documents in OBX, and the lines of text in it as one. */
    private List<ObjectNode> contents() {
        List<ObjectNode> contents = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Segment obx : draft.message().all("OBX")) {
            if (Attachments.isOne(obx)) {
                Attachments.of(obx).ifPresent(attachment -> contents.add(content(attachment)));
            } else {
                lines.add(obx.all(5).stream().map(Value::whole).collect(Collectors.joining("\n")));
            }
        }
        String text = String.join("\n", lines).strip();
        if (!text.isEmpty()) {
            ObjectNode attachment = draft.subject().objectNode().put("contentType", "text/plain;charset=utf-8");
            attachment.put("data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
            contents.add(content(attachment));
        }
        return contents;
    }

    private static ObjectNode content(ObjectNode attachment) {
        ObjectNode content = attachment.objectNode();
        content.set("attachment", attachment);
        return content;
    }
}
