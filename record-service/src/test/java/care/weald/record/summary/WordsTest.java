package care.weald.record.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.summary.Narrative.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026 | 2026",
                "2026-03 | Mar 2026",
                "2026-03-04 | 4 Mar 2026",
                "2026-07-01T23:30:00Z | 2 Jul 2026",
                "2026-13-01 | 2026-13-01",
                "soon | soon"
            })
    void aDateIsSaidAsPreciselyAsItWasGiven(String text, String words) {
        assertEquals(words, Words.date(text));
    }

    @Test
    void aMomentIsSaidInTheTimeOfLondon() {
        assertEquals("1 Jul 2026, 13:05", Words.time("2026-07-01T12:05:09.123Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'text':'Asthma','coding':[{'display':'x'}]} | Asthma",
                "{'coding':[{'code':'1'},{'code':'2','display':'Two'}]} | Two",
                "{'coding':[{'code':'195967001'}]} | Code 195967001",
                "{'code':'AMB','display':'ambulatory'} | ambulatory",
                "[{'text':'a'},{'text':'b'}] | a, b"
            })
    void aConceptIsItsTextElseADisplayElseItsCode(String json, String words) {
        assertEquals(words, Words.concept(Said.json(json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'valueQuantity':{'value':147.40,'unit':'cm'}} | 147.40 cm",
                "{'valueQuantity':{'value':5,'comparator':'<','code':'mmol/L'}} | <5 mmol/L",
                "{'valueQuantity':{'value':1E400}} | 1E+400",
                "{'valueBoolean':false} | No",
                "{'valueString':'Nil'} | Nil",
                "{'valueRatio':{'numerator':{'value':1},'denominator':{'value':128}}} | 1 / 128",
                "{'component':[{'code':{'text':'Systolic'},'valueQuantity':{'value':120,'unit':'mmHg'}},{'code':{'text':'Diastolic'},'valueQuantity':{'value':80,'unit':'mmHg'}}]} | Systolic 120 mmHg; Diastolic 80 mmHg",
                "{'valueQuantity':{'value':7},'referenceRange':[{'low':{'value':4},'high':{'value':6}}],'interpretation':[{'text':'High'}]} | 7 (reference 4 to 6) [High]",
                "{'dataAbsentReason':{'text':'Not performed'}} | no value: Not performed"
            })
    void aValueIsSaidAsItWasMeasured(String json, String words) {
        assertEquals(words, Measured.of(Said.json(json)));
    }

    @Test
    void aDoseIsSaidInItsOwnWordsAndInItsStructure() {
        assertEquals(
                "Take one (5 mg 2 times in 1 days by Oral as needed for Pain)",
                Dose.of(Said.json(
                                "{'dosage':[{'text':'Take one','timing':{'repeat':{'frequency':2,'period':1,'periodUnit':'d'}},"
                                        + "'route':{'text':'Oral'},'asNeededCodeableConcept':{'text':'Pain'},"
                                        + "'doseAndRate':[{'doseQuantity':{'value':5,'unit':'mg'}}]}]}"))
                        .words());
    }

    @Test
    void whatASourceSaysIsTextAndNeverMarkup() {
        // Given
        Narrative narrative = new Narrative();
        String script = "<script>alert(\"1\")</script>&\u0001\u000b";

        // When
        narrative.warning(script);
        narrative.table(List.of(script), List.of(List.of(Cell.of(script), new Cell(List.of(script, script)))));
        String html = narrative.close();

        // Then
        assertFalse(html.contains("<script"), html);
        assertTrue(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;\uFFFD\uFFFD"), html);
    }
}
