package care.weald.identity.match.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.identity.match.model.Model;
import org.junit.jupiter.api.Test;

class DefaultModelTest {

    @Test
    void theShippedModelIsWhatTrainingGives() {
        Model trained = DefaultModel.train();

        assertEquals(trained.sha256(), Model.shipped().sha256());
    }
}
