package care.weald.consent.decision;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;

/** The part of {@link FactsJson} about uses other than care. */
final class SecondaryJson {

    private SecondaryJson() {}

    /** Of care there is nothing to say. */
    static void write(JsonGenerator json, Secondary secondary) throws IOException {
        if (secondary.equals(Secondary.NONE)) {
            return;
        }
        Egress egress = secondary.egress();
        json.writeObjectFieldStart("secondary");
        json.writeBooleanField("optedOut", secondary.optedOut());
        json.writeStringField("name", egress.name());
        json.writeStringField("organisation", egress.organisation());
        json.writeStringField("purpose", egress.purpose());
        FactsJson.texts(json, "categories", egress.categories());
        json.writeStringField("from", egress.from().toString());
        json.writeStringField("to", egress.to().toString());
        json.writeBooleanField("approved", egress.approved());
        json.writeNumberField("most", egress.personsADay());
        json.writeNumberField("left", egress.personsToday());
        json.writeEndObject();
    }

    static Secondary read(JsonNode json) {
        return json.isMissingNode()
                ? Secondary.NONE
                : new Secondary(
                        json.path("optedOut").asBoolean(),
                        new Egress(
                                json.path("name").asText(),
                                json.path("organisation").asText(),
                                json.path("purpose").asText(),
                                Set.copyOf(FactsJson.texts(json.path("categories"))),
                                LocalDate.parse(json.path("from").asText()),
                                LocalDate.parse(json.path("to").asText()),
                                json.path("approved").asBoolean(),
                                json.path("most").asInt(),
                                json.path("left").asLong()));
    }
}
