package care.weald.identity.match.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelJsonTest {

    @Test
    void aModelSurvivesItsJson() {
        Model model = Model.starting();

        Model read = ModelJson.read(model.toJson());

        assertEquals(model.sha256(), read.sha256());
        assertEquals(model.same(), read.same());
        assertEquals(model.limits(), read.limits());
    }

    @Test
    void anotherValueIsAnotherHash() {
        ObjectNode json = ModelJson.write(Model.starting());
        ((ObjectNode) json.path("same").path("sex")).put("same", 0.98);

        assertNotEquals(Model.starting().sha256(), ModelJson.read(json).sha256());
    }

    @Test
    void aFaultIsNamedByItsPath() {
        ObjectNode json = ModelJson.write(Model.starting());
        ((ObjectNode) json.path("strangers").path("sex")).remove("different");

        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> ModelJson.read(json));

        assertTrue(String.valueOf(fault.getMessage()).contains("/strangers/sex/different"));
    }

    @Test
    void probabilitiesAndLimitsAreChecked() {
        ObjectNode certain = ModelJson.write(Model.starting());
        ((ObjectNode) certain.path("limits")).put("certain", 1.5);
        ObjectNode impossible = ModelJson.write(Model.starting());
        ((ObjectNode) impossible.path("same").path("sex")).put("same", 0);

        assertThrows(IllegalArgumentException.class, () -> ModelJson.read(certain));
        assertThrows(IllegalArgumentException.class, () -> ModelJson.read(impossible));
        assertThrows(IllegalArgumentException.class, () -> new NameFrequencies(Map.of(1L, 5), 3, 0.1));
    }

    @Test
    void rareNamesSayMoreThanCommonOnes() {
        NameFrequencies names = new NameFrequencies(Map.of(1L, 500, 2L, 5), 10_000, 0.0001);

        assertTrue(names.ticks(1) < names.ticks(2));
        assertTrue(names.ticks(2) < names.ticks(3));
        assertEquals(Ticks.of(-Ticks.log2(0.05)), names.ticks(1));
    }
}
